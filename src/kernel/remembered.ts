/**
 * A function of one object, worked out once for each. The arguments of a field are the same object for every node of a list,
 * and where they hang on no variable for every request.
 */
export function remembered<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const known = new WeakMap<From, { readonly made: Made }>()
  return (from) => {
    const found = known.get(from)
    if (found) return found.made
    const made = make(from)
    known.set(from, { made })
    return made
  }
}
