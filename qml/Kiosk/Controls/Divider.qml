import QtQuick
import Kiosk.Theme

Rectangle {
    color: Theme.color.divider
    implicitHeight: Theme.border.standard
    implicitWidth: Theme.border.standard
}
