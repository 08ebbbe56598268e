#pragma once

#include <kiosk/hal/page_finder.h>

#include <QStringList>

namespace kiosk::hal
{

/// Paper that nobody wrote on, for emulators and tests. Pure; thread: any.
///
/// A sheet with lines of writing, a stamp and a table, A4 upright. `number` stands in its upper left corner,
/// 15 mm from both edges, as eight fields of 5 mm in a row, black for 1, the highest bit first.
[[nodiscard]] cv::Mat samplePaper(double resolution, int number);
/// The number on a sheet that fills the picture; -1 where there is none.
[[nodiscard]] int readSampleNumber(const cv::Mat &page);

/// The calibration page with this code, A4 upright, as a printer prints it that makes everything larger by
/// `scale`, from the upper left corner on.
[[nodiscard]] cv::Mat sampleTarget(double resolution, const QString &code, double scale = 1);

/// What a sheet lies on: "dark", "light" (lighter than most tables, darker than paper), "wood", "checked".
[[nodiscard]] cv::Mat sampleTable(cv::Size size, const QString &kind);
/// Puts a sheet where its corners are to be, with a soft shadow around it.
void layDown(cv::Mat &table, const cv::Mat &sheet, const PageCorners &corners);

} // namespace kiosk::hal
