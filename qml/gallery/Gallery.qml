import QtQuick
import Kiosk.Training

// Every page by name, with sample data.
Item {
    id: gallery

    property bool english: false
    property string page: "home"
    // A training's band below each
    property bool training: false
    readonly property list<string> pages: Object.keys(views)
    readonly property bool settled: loader.status === Loader.Ready
    readonly property var views: Object.assign({}, start.pages, identity.pages, module.pages, end.pages, over.pages, keyboards.pages, technicians.pages, trainings.pages)

    Samples {
        id: sampleData

        english: gallery.english
    }
    StartPages {
        id: start

        samples: sampleData
    }
    IdentityPages {
        id: identity

        samples: sampleData
    }
    ModulePages {
        id: module

        samples: sampleData
    }
    EndPages {
        id: end

        samples: sampleData
    }
    OverPages {
        id: over

        samples: sampleData
    }
    KeyboardPages {
        id: keyboards

        samples: sampleData
    }
    TechnicianPages {
        id: technicians
    }
    TrainingPages {
        id: trainings

        samples: sampleData
    }
    Loader {
        id: band

        active: gallery.training
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right

        sourceComponent: TrainingBand {
            training: ({
                    "there": true,
                    "open": false,
                    "person": trainings.person,
                    "state": trainings.played(1, 1)
                })
        }
    }
    Loader {
        id: loader

        anchors.bottom: band.top
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: parent.top
        sourceComponent: gallery.views[gallery.page] ?? null
    }
}
