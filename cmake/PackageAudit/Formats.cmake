# Made by: package-audit generate formats
# The formats of reports, and the file ending of each.
set(report_formats json text)
set(extension_of_json json)
set(extension_of_text txt)
