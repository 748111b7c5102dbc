# Reads run.sh's figures (size, case, wall s, CPU s, peak MB, files, pages, bytes, medium) and prints what of them carries over to other
# machines, one line for each size. Of several runs of a case the middle one counts, of two the slower.

# The middle one of a case's figures; "" when it was not run.
function middle(size, name, what,    n, i, j, list, swap) {
  n = runs[size, name]
  for (i = 1; i <= n; ++i) list[i] = value[size, name, what, i]
  for (i = 2; i <= n; ++i)
    for (j = i; j > 1 && list[j - 1] > list[j]; --j) { swap = list[j]; list[j] = list[j - 1]; list[j - 1] = swap }
  return n ? list[int(n / 2) + 1] : ""
}

function ratio(a, b) { return a == "" || b == "" || b == 0 ? "-" : sprintf("%.2f", a / b) }

{
  if (!($1 in seen)) { seen[$1] = 1; sizes[++count] = $1 }
  n = ++runs[$1, $2]
  value[$1, $2, "wall", n] = $3 + 0
  value[$1, $2, "cpu", n] = $4 + 0
  value[$1, $2, "peak", n] = $5 + 0
  if ($2 == "cold") pages[$1] = $7
}

END {
  for (i = 1; i <= count; ++i)
    if (!smallest || pages[sizes[i]] < pages[smallest]) smallest = sizes[i]
  printf "%10s %9s %8s %9s %9s %10s %10s %10s %9s %6s %9s\n", "size", "ms a page", "to " smallest, "to floor", "to CPU/" cores, \
    "unchanged", "edited", "edited", "checkout", "Hugo", "Eleventy"
  printf "%10s %9s %8s %9s %9s %10s %10s %10s %9s %6s %9s\n", "", "cold CPU", "", "CPU", "cold wall", "stat CPU", "+ s wall", "+ s CPU", \
    "to read", "CPU", "CPU"
  for (i = 1; i <= count; ++i) {
    size = sizes[i]
    cpu = middle(size, "cold", "cpu")
    printf "%10s %9.3f %8s %9s %9s %10s %10.3f %10.3f %9s %6s %9s\n", size, cpu / pages[size] * 1000,
      ratio(cpu / pages[size], middle(smallest, "cold", "cpu") / pages[smallest]), ratio(cpu, middle(size, "floor", "cpu")),
      ratio(middle(size, "cold", "wall"), cpu / cores), ratio(middle(size, "unchanged", "cpu"), middle(size, "stat inputs", "cpu")),
      middle(size, "one edited", "wall") - middle(size, "unchanged", "wall"),
      middle(size, "one edited", "cpu") - middle(size, "unchanged", "cpu"),
      ratio(middle(size, "checkout", "wall"), middle(size, "read inputs", "wall")),
      ratio(middle(size, "Hugo", "cpu"), cpu), ratio(middle(size, "Eleventy", "cpu"), cpu)
  }
}
