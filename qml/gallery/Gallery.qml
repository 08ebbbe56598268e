import QtQuick

// Every page by name, with sample data.
Item {
    id: gallery

    property bool english: false
    property string page: "home"
    readonly property list<string> pages: Object.keys(views)
    readonly property bool settled: loader.status === Loader.Ready
    readonly property var views: Object.assign({}, start.pages, identity.pages, module.pages, end.pages, over.pages, keyboards.pages, technicians.pages)

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
    Loader {
        id: loader

        anchors.fill: parent
        sourceComponent: gallery.views[gallery.page] ?? null
    }
}
