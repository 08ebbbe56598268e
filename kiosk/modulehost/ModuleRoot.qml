import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.Flow
import Kiosk.Keys
import Kiosk.Service

// The page of the flow that is in front. The flow engine says which and with what; pages only hand back what was
// entered or pressed.
Item {
    id: root

    required property var flow
    required property ServiceStep step
    // "qrc:/modules/ID/module"
    property string moduleRoot
    property bool concealed: false
    property bool wentBack: false
    property var pageData: ({})
    property bool zoomed: false

    signal focusLeft(bool forward)
    signal focusMoved(real top, real height)

    function enterFocus(forward: bool): void {
        keys.enter(forward);
    }
    function back(): void {
        if (zoomed) {
            zoomed = false;
            wentBack = true;
        } else {
            wentBack = flow.back();
        }
    }
    function previews(): var {
        const urls = [];
        for (let page = 0; page < (pageData.pages ?? 0); ++page)
            urls.push(pageData.preview + "/" + page);
        return urls;
    }
    function shown(): var {
        return (pageData.fields ?? []).map(field => field.masked ? {
                    "label": field.label,
                    "value": field.masked,
                    "full": field.value,
                    "wide": field.wide === true
                } : {
                    "label": field.label,
                    "value": field.value,
                    "wide": field.wide === true
                });
    }

    Rectangle {
        anchors.fill: parent
        color: Theme.color.bg
    }
    Loader {
        id: loader

        anchors.fill: parent
    }
    // To look for fonts and to load them takes as long as a page: done while the host waits in reserve, unseen.
    Loader {
        active: root.flow.page === ""

        sourceComponent: Column {
            KText {
                color: Theme.color.bg
                text: "办理"
            }
            KText {
                bold: true
                color: Theme.color.bg
                text: "办理"
            }
        }
    }
    KeyFocus {
        id: keys

        leaves: true

        onDeparted: forward => root.focusLeft(forward)
        onMoved: (top, height) => root.focusMoved(top, height)
    }
    Connections {
        // The page that goes must not see the data of the one that comes.
        function onPageChanged(): void {
            root.zoomed = false;
            loader.sourceComponent = null;
            root.pageData = root.flow.pageData;
            const many = root.pageData.records !== undefined || root.pageData.table !== undefined;
            loader.sourceComponent = (many ? recordsPage : root.pages[root.flow.page]) ?? null;
            keys.restart();
        }

        target: root.flow
    }
    onZoomedChanged: keys.resettle()

    Loader {
        active: root.zoomed
        anchors.fill: parent
        sourceComponent: Rectangle {
            color: Theme.color.bg

            // Nothing under it is reached by keys.
            readonly property bool modal: true

            PreviewPage {
                anchors.fill: parent
                concealed: root.concealed
                documentName: root.pageData.item ?? ""
                images: root.previews()

                onAccepted: root.zoomed = false
            }
        }
    }

    readonly property var pages: ({
            "notice": noticePage,
            "form": formPage,
            "waiting": waitingPage,
            "result": resultPage,
            "preview": resultPage,
            "confirm": confirmPage,
            "page": modulePage,
            "error": errorPage
        })

    Component {
        id: noticePage

        NoticePage {
            heading: root.pageData.title
            paragraphs: root.pageData.points.map(point => ({
                            "icon": "st-info",
                            "title": point,
                            "text": ""
                        }))

            onAccepted: root.flow.accept({})
            onCancelled: root.flow.cancel()
        }
    }
    Component {
        id: formPage

        FormPage {
            fields: root.pageData.fields
            heading: root.pageData.title
            unavailable: root.pageData.unavailable

            Component.onCompleted: {
                if (Object.keys(root.pageData.values).length > 0)
                    values = root.pageData.values;
            }
            onCancelled: root.flow.cancel()
            onEdited: root.flow.entered(values)
            onSubmitted: values => {
                const found = root.flow.check(values);
                if (Object.keys(found).length > 0)
                    errors = found;
                else
                    root.flow.accept(values);
            }
        }
    }
    Component {
        id: waitingPage

        QueryPage {
            message: root.pageData.text.length > 0 ? root.pageData.text : qsTr("正在查询")

            onCancelled: root.flow.cancel()
        }
    }
    Component {
        id: resultPage

        ResultPage {
            concealed: root.concealed
            documentName: root.pageData.item
            fields: root.shown()
            heading: root.pageData.title
            maxCopies: root.pageData.max_copies
            more: root.pageData.more
            pages: root.pageData.pages ?? 1
            preview: root.previews()[0] ?? ""
            purpose: root.pageData.summary?.purpose ?? ""
            withDocument: root.pageData.preview !== undefined

            onCancelled: root.flow.cancel()
            onPrintRequested: copies => root.flow.accept({
                        "copies": copies
                    })
            onZoomRequested: root.zoomed = true
        }
    }
    Component {
        id: recordsPage

        RecordsPage {
            concealed: root.concealed
            emptyText: root.pageData.empty
            unavailable: root.pageData.unavailable
            more: root.pageData.more
            pick: root.pageData.pick
            printable: root.pageData.ends
            records: root.pageData.records ?? []
            table: root.pageData.table ?? null
            title: root.pageData.title

            onEnded: {
                if (root.pageData.pick)
                    root.back();
                else if (root.pageData.ends)
                    root.flow.end();
                else
                    root.flow.accept({});
            }
            onPicked: index => root.flow.accept({
                        "index": index
                    })
            onPrintRequested: root.flow.accept({})
        }
    }
    Component {
        id: confirmPage

        ConfirmPage {
            concealed: root.concealed
            fields: root.shown()
            question: root.pageData.title

            onAccepted: root.flow.accept({})
            onCancelled: root.flow.cancel()
        }
    }
    Component {
        id: modulePage

        Loader {
            Component.onCompleted: setSource(root.moduleRoot + "/" + root.pageData.file, {
                    "step": root.step
                })
            onStatusChanged: {
                if (status === Loader.Error)
                    Qt.callLater(root.flow.pageBroken);
            }
        }
    }
    Component {
        id: errorPage

        ModuleErrorPage {
            code: root.pageData.code
            heading: root.pageData.title
            reason: root.pageData.text
            retryable: root.pageData.retryable

            onCancelled: root.flow.cancel()
            onRetryRequested: root.flow.retry()
        }
    }
}
