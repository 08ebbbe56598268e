import QtQuick
import QtQuick.Window
import QtQuick.VirtualKeyboard
import QtWayland.Compositor
import QtWayland.Compositor.XdgShell
import Kiosk.Diagnostics
import Kiosk.Keyboard
import Kiosk.Keys
import Kiosk.Shell
import Kiosk.Theme
import Kiosk.Training

// The screen: the compositor with the shell's one window. It shows the page that the controller names and hands on what
// is pressed.
WaylandCompositor {
    id: compositor

    required property var kiosk
    required property size screenSize
    required property bool fullscreen
    required property var training // null, but on a terminal in training

    useHardwareIntegrationExtension: false

    Component.onCompleted: kiosk.attach(compositor)

    // QtWayland 6.4 does not say that a compositor takes objects of any kind.
    // qmllint disable property
    WaylandOutput {
        sizeFollowsWindow: true
        window: window
    }
    XdgShell {
        onToplevelCreated: (toplevel, xdgSurface) => surfaces.append({
                    "toplevel": toplevel,
                    "surface": xdgSurface
                })
    }
    TextInputManager {
    }
    // qmllint enable property
    ListModel {
        id: surfaces

        dynamicRoles: true
    }

    Window {
        id: window

        readonly property var kiosk: compositor.kiosk
        readonly property var training: compositor.training
        readonly property var data_: kiosk.pageData
        readonly property var inputMethod: Qt.inputMethod // to the linter it is an object of no type
        readonly property bool flowing: ["module", "identify", "verify", "print", "take", "waiting", "fault"].includes(kiosk.page) && kiosk.step >= 0

        color: Theme.color.bg
        height: compositor.screenSize.height
        objectName: "shell.window"
        visibility: compositor.fullscreen ? Window.FullScreen : Window.Windowed
        visible: true
        width: compositor.screenSize.width

        onClosing: close => close.accepted = false // whatever asks for it: the terminal is stopped by a signal

        // All of the window, but what a training's band takes
        Item {
            id: screen

            anchors.bottom: band.top
            anchors.left: parent.left
            anchors.right: parent.right
            anchors.top: parent.top
        }
        AttractPage {
            anchors.fill: screen
            now: window.kiosk.now
            subtitle: window.kiosk.terminal.subtitle
            title: window.kiosk.terminal.title
            visible: window.kiosk.page === "attract"

            onStarted: window.kiosk.start()
        }

        ShellFrame {
            id: frame

            anchors.fill: screen
            complaintPhone: window.kiosk.terminal.complaint.phone ?? ""
            exitVisible: !["print", "take", "farewell"].includes(window.kiosk.page)
            hotline: window.kiosk.terminal.hotline
            identified: window.kiosk.identified && window.kiosk.page !== "farewell" // nobody is named beside "cleared"
            itemName: window.kiosk.itemName
            navigation: !["home", "print", "take", "farewell", "outOfService"].includes(window.kiosk.page)
            now: window.kiosk.now
            outlet: window.kiosk.terminal.outlet
            pageName: window.kiosk.itemName
            person: window.kiosk.overlay.length > 0 ? "••" : window.kiosk.person
            remaining: window.kiosk.remaining
            reminder: window.kiosk.page === "take" ? qsTr("材料和证件都取走后") : qsTr("办理完请取走")
            reminderIcon: window.kiosk.page === "take" ? "st-info" : "step-take"
            reminderStrong: window.kiosk.page === "take" ? qsTr("请按“已取走”") : qsTr("身份证和材料")
            step: window.flowing ? window.kiosk.step : -1
            steps: window.kiosk.steps.map(step => step.name)
            stepsShown: !Theme.landscape || moduleArea.lift === 0
            subtitle: window.kiosk.terminal.subtitle
            terminal: window.kiosk.terminal.id
            title: window.kiosk.terminal.title
            verified: window.kiosk.level === "L1" ? qsTr("已读身份证") : qsTr("本人已核验")
            visible: window.kiosk.page !== "attract"

            onBackRequested: window.kiosk.back()
            onComplaintRequested: window.kiosk.open("complaint")
            onContrastToggled: window.kiosk.toggleContrast()
            onElderToggled: window.kiosk.toggleElder()
            onExitRequested: window.kiosk.requestExit()
            onHelpRequested: window.kiosk.open("help")
            onHomeRequested: window.kiosk.home()
            onKnocked: place => window.kiosk.knock(place)
            onLanguageRequested: window.kiosk.open("language")
            onLowPositionToggled: window.kiosk.toggleLow()
            onVolumeRequested: window.kiosk.open("volume")

            Item {
                id: content

                anchors.fill: parent
                clip: true

                // The one place where a module draws. Trusted pages lie over it and no surface is above them. It moves up
                // while the keyboard would cover the field, and nothing of it is seen or touched beyond its place: a
                // surface may be larger than it was told, and have others that stand out.
                Item {
                    id: moduleArea

                    // How far the surface is moved up, so that the field stays above the keyboard
                    property real lift: 0

                    function follow(): void {
                        const field = window.activeFocusItem as WaylandQuickItem;
                        // In the surface's own pixels: in the window's they lag behind the move itself. A module may want
                        // to be typed into and not say where.
                        const cursor = field?.inputMethodQuery(Qt.ImCursorRectangle, null);
                        if (!cursor || !keyboard.active || !visible) {
                            lift = 0;
                            return;
                        }
                        const bottom = content.mapToItem(null, 0, cursor.y + (cursor.height + Theme.size.search) / 2).y;
                        lift = Math.min(0, Math.round(keyboard.y - Theme.size.fieldClear - bottom));
                    }

                    height: parent.height
                    objectName: "module.area"
                    visible: window.kiosk.page === "module"
                    width: parent.width
                    y: lift

                    Repeater {
                        model: surfaces

                        ShellSurfaceItem {
                            id: surfaceItem

                            required property int index
                            required property var model
                            readonly property var toplevel: model.toplevel
                            // Keys go on to the module
                            readonly property bool foreign: true
                            property size told
                            readonly property bool mine: window.kiosk.moduleClient !== null && model.surface?.surface?.client === window.kiosk.moduleClient

                            // A host in reserve has the size already that its first page will have: to change it takes a
                            // frame.
                            function fit(): void {
                                const size = Qt.size(Math.round(moduleArea.width), Math.round(mine ? moduleArea.height : frame.flowHeight));
                                if (toplevel && moduleArea.width > 0 && size !== told) {
                                    told = size;
                                    toplevel.sendFullscreen(size);
                                }
                            }

                            activeFocusOnTab: visible
                            autoCreatePopupItems: false
                            inputEventsEnabled: visible
                            shellSurface: model.surface
                            touchEventsEnabled: true
                            visible: mine

                            Component.onCompleted: fit()
                            onMineChanged: {
                                fit();
                                if (mine)
                                    takeFocus();
                            }
                            onSurfaceDestroyed: surfaces.remove(index)

                            Connections {
                                function onHeightChanged(): void {
                                    surfaceItem.fit();
                                }
                                function onWidthChanged(): void {
                                    surfaceItem.fit();
                                }

                                target: moduleArea
                            }
                            Connections {
                                function onFlowHeightChanged(): void {
                                    surfaceItem.fit();
                                }

                                target: frame
                            }
                        }
                    }
                }
                Loader {
                    id: pages

                    anchors.fill: parent
                    sourceComponent: window.views[window.kiosk.page] ?? null
                }
            }
        }

        Loader {
            anchors.fill: screen
            sourceComponent: window.overlays[window.kiosk.overlay] ?? null
        }

        // Over everything of the citizens, while none is there.
        Loader {
            active: window.kiosk.diagnostics.page.length > 0
            anchors.fill: screen

            sourceComponent: DiagnosticsScreen {
                diagnostics: window.kiosk.diagnostics
                now: window.kiosk.now
                terminal: window.kiosk.terminal.id
            }
        }

        // Qt Virtual Keyboard says when there is something to type into, here or in a module, and hands on what is typed;
        // the keys are the terminal's own. What is being spelled goes with the keyboard.
        Loader {
            id: keyboard

            readonly property int hints: InputContext.inputMethodHints
            // Any module may say at any time that it wants to be typed into.
            readonly property bool wanted: window.activeFocusItem instanceof WaylandQuickItem ? window.kiosk.page === "module" : (window.activeFocusItem instanceof TextInput || window.activeFocusItem instanceof TextEdit)

            active: window.inputMethod.visible && wanted && window.kiosk.overlay.length === 0
            anchors.left: parent.left
            anchors.right: parent.right
            y: screen.height - height - Theme.layout.bottomBar // help stays in reach
            z: 1

            sourceComponent: Keyboard {
                hints: keyboard.hints

                onClosed: window.inputMethod.hide()
                onErased: InputContext.sendKeyClick(Qt.Key_Backspace, "\b")
                onTyped: text => InputContext.commit(text)
            }

            onActiveChanged: moduleArea.follow()
            onHeightChanged: moduleArea.follow()
        }
        // Over everything: nobody takes a training for a terminal that serves.
        Loader {
            active: window.training?.open ?? false
            anchors.fill: screen
            z: 2

            sourceComponent: TrainingDrawer {
                training: window.training

                onClosed: window.training.close()
            }
        }
        Loader {
            id: band

            active: window.training !== null
            anchors.bottom: parent.bottom
            anchors.left: parent.left
            anchors.right: parent.right
            z: 2

            sourceComponent: TrainingBand {
                signingIn: window.kiosk.diagnostics.page === "signIn"
                training: window.training

                onOpened: window.training.open ? window.training.close() : window.training.show()
            }

            onYChanged: {
                if (window.training)
                    window.training.top = y;
            }
        }
        KeyFocus {
            id: keys

            idle: window.kiosk.page === "attract"
            keyboard: keyboard.item as Item
            page: frame.contentItem

            onEnteredForeign: (item, forward) => {
                (item as WaylandQuickItem).takeFocus();
                window.kiosk.focusModule(forward);
            }
            onEscaped: {
                if (window.training?.open)
                    window.training.close();
                else if (keyboard.active)
                    window.inputMethod.hide();
                else if (window.kiosk.overlay.length > 0)
                    window.kiosk.closeOverlay();
                else if (frame.navigation) // as long as the page has a button for it
                    window.kiosk.back();
            }
            onMoved: (top, height) => frame.reveal(top, height)
            onWoken: window.kiosk.start()
        }
        Connections {
            function onModuleFocusLeft(forward: bool): void {
                keys.leaveForeign(forward);
            }
            function onModuleFocusMoved(top: int, height: int): void {
                frame.reveal(content.mapToItem(null, 0, top).y, height);
            }
            function onOverlayChanged(): void {
                keys.resettle();
            }
            function onPageChanged(): void {
                window.inputMethod.hide();
                frame.part = 0;
                if (window.kiosk.page === "attract")
                    keys.rest();
                else
                    keys.restart();
            }

            function onStepChanged(): void {
                frame.part = 0;
            }

            target: window.kiosk
        }
        Connections {
            function onOpenChanged(): void {
                keys.resettle();
            }

            target: window.training
        }
        Connections {
            function onCursorRectangleChanged(): void {
                moduleArea.follow();
            }

            target: window.inputMethod
        }

        readonly property var views: ({
                "home": homePage,
                "search": searchPage,
                "category": categoryPage,
                "guide": guidePage,
                "identify": identifyPage,
                "verify": verifyPage,
                "waiting": waitingPage,
                "print": printPage,
                "take": takePage,
                "evaluate": evaluatePage,
                "fault": faultPage,
                "farewell": farewellPage,
                "outOfService": outOfServicePage
            })
        readonly property var overlays: ({
                "timeout": timeoutDialog,
                "confirmExit": exitDialog,
                "help": helpSheet,
                "complaint": complaintSheet,
                "notices": noticeSheet,
                "language": languageSheet,
                "volume": volumeSheet
            })

        Component {
            id: homePage

            HomePage {
                categories: window.kiosk.categories
                elderItems: window.kiosk.elderItems
                hotItems: window.kiosk.hotItems
                notices: window.kiosk.notices
                withExpert: false
                withPickup: false
                withProgress: false
                withSpeech: false

                onAllItemsRequested: window.kiosk.openSearch()
                onCategoryChosen: id => window.kiosk.chooseCategory(id)
                onElderRequested: window.kiosk.toggleElder()
                onItemChosen: id => window.kiosk.chooseItem(id)
                onNoticesRequested: window.kiosk.open("notices")
                onOutletRequested: window.kiosk.open("notices")
                onSearchRequested: window.kiosk.openSearch()
            }
        }
        Component {
            id: searchPage

            SearchPage {
                alternatives: window.kiosk.elsewhere
                keyboardHeight: keyboard.active ? content.height - content.mapFromItem(null, 0, keyboard.y).y : 0
                results: window.kiosk.search(query)

                onHelpRequested: window.kiosk.open("help")
                onItemChosen: id => window.kiosk.chooseItem(id)
            }
        }
        Component {
            id: categoryPage

            CategoryPage {
                alternatives: window.kiosk.elsewhere
                hue: window.data_.hue ?? ""
                iconName: window.data_.icon ?? ""
                items: window.data_.items ?? []
                name: window.data_.fullName ?? ""

                onItemChosen: id => window.kiosk.chooseItem(id)
            }
        }
        Component {
            id: guidePage

            GuidePage {
                item: window.data_.item ?? ({})
                precheck: window.data_.precheck ?? ({})
                steps: window.kiosk.steps
                withPrint: false
                withTakeaway: false

                onElsewhereRequested: window.kiosk.open("notices")
                onStarted: window.kiosk.startItem()
            }
        }
        Component {
            id: identifyPage

            IdentifyPage {
                errorText: window.data_.errorText ?? ""
                otherMethods: false
                phase: window.data_.phase ?? "waiting"
                remaining: window.kiosk.remaining

                onCancelled: window.kiosk.requestExit()
            }
        }
        Component {
            id: verifyPage

            VerifyPage {
                errorText: window.data_.errorText ?? ""
                maskedPhone: window.data_.maskedPhone ?? ""
                method: window.data_.method ?? ""
                methods: window.data_.methods ?? []
                phase: window.data_.phase ?? "idle"
                remaining: window.kiosk.remaining
                resendIn: window.data_.resendIn ?? 0

                onCancelled: window.kiosk.requestExit()
                onCodeEntered: code => window.kiosk.enterCode(code)
                onCodeRequested: window.kiosk.requestCode()
                onMethodChosen: id => window.kiosk.chooseMethod(id)
                onSwitchRequested: window.kiosk.chooseMethod("")
                onTouched: window.kiosk.touched()
            }
        }
        Component {
            id: waitingPage

            WaitingPage {
                onCancelled: window.kiosk.requestExit()
            }
        }
        Component {
            id: printPage

            PrintPage {
                otherPrinter: window.data_.otherPrinter ?? false
                pages: window.data_.pages ?? 1
                phase: window.data_.phase ?? "sending"
                printed: window.data_.printed ?? 0
            }
        }
        Component {
            id: takePage

            TakePage {
                card: window.data_.card ?? ""
                otherPrinter: window.data_.otherPrinter ?? false
                pages: window.data_.pages ?? 1
                paper: window.data_.paper ?? ""
                reminder: window.data_.reminder ?? 0
                withSpeech: false

                onPaperTaken: window.kiosk.paperTaken()
            }
        }
        Component {
            id: evaluatePage

            EvaluatePage {
                itemName: window.kiosk.itemName
                options: window.data_.options ?? ({})
                remaining: window.kiosk.remaining

                onSkipped: window.kiosk.skipRating()
                onSubmitted: rating => window.kiosk.rate(rating)
                onTouched: window.kiosk.touched()
            }
        }
        Component {
            id: faultPage

            FaultPage {
                choices: (window.data_.choices ?? []).map(choice => choice.id === "wait" ? Object.assign({}, choice, {
                                "trailingText": window.data_.waited ?? "00:00"
                            }) : choice)
                code: window.data_.code ?? ""
                done: window.data_.done ?? []
                iconName: window.data_.iconName ?? "st-warn"
                inFlow: window.flowing
                reason: window.data_.reason ?? ""
                time: window.data_.time ?? window.kiosk.now
                title: window.data_.title ?? ""

                onChosen: id => window.kiosk.answerFault(id)
                onExitRequested: window.kiosk.answerFault("exit")
            }
        }
        Component {
            id: farewellPage

            FarewellPage {
                outcome: window.data_.outcome ?? ""
                printed: window.data_.printed ?? false
                remaining: window.kiosk.remaining
                restarted: window.data_.restarted ?? false

                onFinished: window.kiosk.home()
            }
        }
        Component {
            id: outOfServicePage

            OutOfServicePage {
                alternatives: window.kiosk.elsewhere
                code: window.data_.code ?? ""
                expected: window.data_.expected ?? ""
                reason: window.data_.reason ?? ""
            }
        }

        Component {
            id: timeoutDialog

            TimeoutDialog {
                cardTaken: window.kiosk.cardTaken
                nothingDone: !window.kiosk.printed
                seconds: window.kiosk.remaining
                total: window.kiosk.warningTotal

                onContinued: window.kiosk.closeOverlay()
                onExited: window.kiosk.confirmExit()
            }
        }
        Component {
            id: exitDialog

            ConfirmExitDialog {
                cardInside: window.kiosk.cardInside
                nothingDone: !window.kiosk.printed

                onExited: window.kiosk.confirmExit()
                onStayed: window.kiosk.closeOverlay()
            }
        }
        Component {
            id: helpSheet

            HelpSheet {
                callable: window.kiosk.staffCall.available
                hotline: window.kiosk.terminal.hotline
                phase: window.kiosk.staffCall.phase

                onCallEnded: window.kiosk.staffCall.end()
                onClosed: window.kiosk.closeOverlay()
                onStaffCalled: window.kiosk.staffCall.call()
            }
        }
        Component {
            id: complaintSheet

            ComplaintSheet {
                complaint: window.kiosk.terminal.complaint

                onClosed: window.kiosk.closeOverlay()
            }
        }
        Component {
            id: noticeSheet

            NoticeSheet {
                notices: window.kiosk.notices
                outlet: ({
                        "name": window.kiosk.terminal.outlet,
                        "addr": window.kiosk.terminal.address,
                        "hours": window.kiosk.terminal.hours,
                        "hotline": window.kiosk.terminal.hotline
                    })

                onClosed: window.kiosk.closeOverlay()
            }
        }
        Component {
            id: languageSheet

            LanguageSheet {
                current: window.kiosk.language

                onChosen: id => window.kiosk.setLanguage(id)
                onClosed: window.kiosk.closeOverlay()
            }
        }
        Component {
            id: volumeSheet

            VolumeSheet {
                level: window.kiosk.volume

                onClosed: window.kiosk.closeOverlay()
                onMoved: level => window.kiosk.setVolume(level)
            }
        }
    }
}
