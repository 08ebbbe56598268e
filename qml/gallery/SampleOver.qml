import QtQuick
import Kiosk.Flow

// A dialog or sheet over a page with personal data.
Item {
    id: over

    required property Samples samples

    SampleFrame {
        anchors.fill: parent
        known: true
        person: "••"
        remaining: 23
        samples: over.samples
        step: 4

        ResultPage {
            anchors.fill: parent
            concealed: true
            documentName: over.samples.entry.guide.result.name
            fields: over.samples.fields
            purpose: over.samples.t("办理入职", "New job")
        }
    }
}
