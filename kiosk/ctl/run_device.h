#pragma once

namespace CLI
{
class App;
}

namespace kiosk::ctl
{

/// `kioskctl run-device`: one operation of one device in this process, without kiosk-deviced; one JSON object
/// on standard output.
void addRunDevice(CLI::App &app);

} // namespace kiosk::ctl
