import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.Shell

// Every page by name.
Item {
    id: gallery

    property bool english: false
    property string page: "home"
    readonly property list<string> pages: ["home"]
    readonly property bool settled: loader.status === Loader.Ready
    readonly property var views: ({
            "home": home
        })

    Samples {
        id: samples

        english: gallery.english
    }

    component Framed: ShellFrame {
        now: samples.now
        outlet: samples.outlet
        subtitle: samples.subtitle
        terminal: samples.terminal
        title: samples.title
    }

    Loader {
        id: loader

        anchors.fill: parent
        sourceComponent: gallery.views[gallery.page] ?? null
    }

    Component {
        id: home

        Framed {
            navigation: false
            pageName: samples.title

            HomePage {
                anchors.fill: parent
                categories: samples.categories
                elderItems: samples.elderItems
                hotItems: samples.hotItems
                notices: samples.notices
            }
        }
    }
}
