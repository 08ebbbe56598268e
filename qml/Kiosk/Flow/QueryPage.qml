import Kiosk.Controls

// A department is being asked: see WaitView.
WaitView {
}
