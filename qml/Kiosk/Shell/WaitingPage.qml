import Kiosk.Controls

// The shell itself waits for something: see WaitView.
WaitView {
}
