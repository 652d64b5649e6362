# What Sphinx, and with it Jupyter Book 1, needs to read MyST. `backprop/` is the site's folder, taken over as it is.
project = "A course on gradients"
extensions = ["myst_parser"]
html_extra_path = ["extra"]
