import QtQuick
import Kiosk.Theme

// Everything the terminal offers, on one screen without scrolling.
HomeBase {
    id: page

    Loader {
        anchors.fill: parent
        sourceComponent: Theme.elder ? elderView : (Theme.landscape ? landscapeView : portraitView)
    }
    Component {
        id: portraitView

        HomePortrait {
            home: page
        }
    }
    Component {
        id: landscapeView

        HomeLandscape {
            home: page
        }
    }
    Component {
        id: elderView

        HomeElder {
            home: page
        }
    }
}
