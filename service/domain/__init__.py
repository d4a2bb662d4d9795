"""The pure core: time, names, titles, money, the graph's shape, planners. No driver, no web, no files, no clock."""
