#[=======================================================================[.rst:
PackageAudit
------------

Puts an audit between CPack and the folder that is published: every package that CPack makes is
opened and compared with a policy, and a package with anything else in it is not published.

.. code-block:: cmake

  include(PackageAudit)

is enough.  The line may come anywhere in the project, before or after ``include(CPack)``, and reads the
policy ``package-audit.json`` beside the top ``CMakeLists.txt`` (``package-audit-source.json`` for
source packages).  Where there is no policy yet, the first package is refused and a policy made from
it is proposed, with the command that adopts it.

.. command:: package_audit

  .. code-block:: cmake

    package_audit(
      [POLICY <file>|builtin:<name>]
      [SOURCE_POLICY <file>|builtin:<name>]
      [DEFINE <name>=<value>...]
      [REPORTS <format>...]
      [REPORT_DIR <folder>]
      [KEEP_REJECTED <folder>]
      [NEVER_SHIP <file or folder>...]
      [STAGED_CHECK <generator>...]
      [TIMEOUT <seconds>]
      [REQUIRE_SANDBOX])

  Changes the defaults.  It may be called once, and needs no ``include(PackageAudit)`` where
  the command is known already (PackageAudit as a part of the build, ``find_package(PackageAudit)``).

  ``POLICY``, ``SOURCE_POLICY``
    The policy of binary packages and that of source packages (``package_source``); a relative path
    is taken from the calling ``CMakeLists.txt``.
  ``DEFINE``
    Further variables of the policy, beside ``name``, ``version``, ``system`` and ``config``.
  ``REPORTS``
    Formats of the reports in ``REPORT_DIR``; ``docs/reports.md`` lists them.  Default: ``text json``.
  ``REPORT_DIR``
    Default: ``PackageAudit/reports`` in the top build folder.
  ``KEEP_REJECTED``
    A folder that rejected packages are moved to, with ``.rejected`` added to their names.  Without it
    they are deleted.
  ``NEVER_SHIP``
    Files of the project that no package may contain, and folders of such files: whole, under any name,
    in any archive.  A relative path is taken from the calling ``CMakeLists.txt``.
  ``STAGED_CHECK``
    Further generators whose packages cannot be opened: their staged files are audited instead.
    ``NSIS``, ``IFW``, ``AppImage`` and the like need not be named.
  ``TIMEOUT``
    Seconds after which an audit that has not ended counts as a refusal.  Default: 3600.
  ``REQUIRE_SANDBOX``
    Refuse where the system lacks a layer of the confinement in which packages are read.  Without it
    the report names the layer that is missing.

There is no switch that turns the audit off, other than removing the call.  A policy with
``"enforcement": "report"`` only reports.

.. variable:: PackageAudit_EXECUTABLE

  The inspector to run, where it is neither a target of the build nor comes from
  ``find_package(PackageAudit)``.  It runs on the build host, also when cross compiling.

#]=======================================================================]

include_guard(GLOBAL)
include("${CMAKE_CURRENT_LIST_DIR}/PackageAudit/Commands.cmake")
_package_audit_schedule()
