import QtQuick
import Kiosk.Theme

// Text of the terminal: the type of the tokens, never elided. With `fit` it shrinks down to the smallest size
// that is allowed before it would be cut, which translations need.
Text {
    property bool bold: false
    property bool fit: false

    color: Theme.color.text
    font.family: Theme.family
    font.pixelSize: Theme.type.body
    font.weight: bold ? Font.Bold : Font.Normal
    fontSizeMode: !fit ? Text.FixedSize : (wrapMode === Text.NoWrap ? Text.HorizontalFit : Text.Fit)
    minimumPixelSize: Theme.size.textMin
    renderType: Text.NativeRendering
    textFormat: Text.PlainText
    verticalAlignment: Text.AlignVCenter
    wrapMode: Text.Wrap
}
