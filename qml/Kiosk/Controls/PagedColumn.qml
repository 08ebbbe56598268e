import QtQuick
import Kiosk.Theme

// A list that is turned page by page instead of scrolled. Breaks fall between entries.
Item {
    id: paged

    property var model: []
    property Component delegate
    property real spacing: Theme.spacing.rowGap
    property int current: 0
    // Of the pager, where the list reaches to the edges of a card
    property real inset: 0
    // Where the pager stands: below the list, or elsewhere on the page
    property Item pagerPlace: paged
    readonly property bool pagerBelow: pagerPlace === paged
    // Offsets of the first entry of each page
    property var breaks: [0]
    readonly property int pages: breaks.length
    readonly property real pagerRoom: pagerBelow ? Theme.size.buttonSmall + spacing + inset / 2 : 0
    readonly property real room: height - (pages > 1 ? pagerRoom : 0)
    readonly property real wanted: column.height

    function lay(): void {
        const limit = height < column.height ? height - pagerRoom : height;
        const result = [0];
        for (let index = 0; index < repeater.count; ++index) {
            const entry = repeater.itemAt(index) as Item;
            if (entry && entry.y + entry.height - result[result.length - 1] > limit && entry.y > result[result.length - 1])
                result.push(entry.y);
        }
        breaks = result;
        if (current >= result.length)
            current = result.length - 1;
    }

    // Where the entry of that index stands
    function pageOf(index: int): int {
        const entry = repeater.itemAt(index) as Item;
        let page = breaks.length - 1;
        while (page > 0 && entry && entry.y < breaks[page])
            --page;
        return page;
    }

    onHeightChanged: relay.start()
    onModelChanged: current = 0

    // Once for all changes of one turn of the event loop
    Timer {
        id: relay

        interval: 0

        onTriggered: paged.lay()
    }
    Item {
        // The ring around an entry that has the focus reaches beyond the list.
        readonly property real beyond: Theme.border.focusHighContrast + Theme.border.focusGap

        clip: true
        height: paged.room + 2 * beyond
        width: parent.width + 2 * beyond
        x: -beyond
        y: -beyond

        Column {
            id: column

            spacing: paged.spacing
            width: paged.width
            x: parent.beyond
            y: parent.beyond - (paged.breaks[paged.current] ?? 0)

            onHeightChanged: relay.start()

            Repeater {
                id: repeater

                model: paged.model

                Loader {
                    id: entry

                    required property int index
                    required property var modelData
                    readonly property real from: paged.breaks[paged.current] ?? 0
                    readonly property real to: paged.breaks[paged.current + 1] ?? Infinity

                    opacity: y >= from && y < to ? 1 : 0
                    enabled: opacity > 0
                    sourceComponent: paged.delegate
                    width: column.width
                }
            }
        }
    }
    Pager {
        readonly property real inset: paged.pagerBelow ? paged.inset : 0

        page: paged.current
        pages: paged.pages
        parent: paged.pagerPlace
        width: (parent?.width ?? 0) - 2 * inset
        x: inset
        y: (parent?.height ?? 0) - height - inset / 2

        onTurned: page => paged.current = page
    }
}
