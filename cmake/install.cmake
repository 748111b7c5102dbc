# bin/onshelf finds the rest at ../share/onshelf (src/commands/installed.h).
include(GNUInstallDirs)
set(share "${CMAKE_INSTALL_DATADIR}/onshelf")
install(TARGETS onshelf RUNTIME DESTINATION "${CMAKE_INSTALL_BINDIR}")
install(DIRECTORY templates themes starter preview DESTINATION "${share}")
install(DIRECTORY site/platforms site/schemas site/messages DESTINATION "${share}/site")
