# Made by: package-audit generate formats
set(report_formats json text)
set(extension_of_json json)
set(extension_of_text txt)
