using System.Globalization;
using System.Security;
using System.Text;
using Trading.Scoring;
using Outcome = Trading.Scoring.Outcome;

namespace Trading.Cli;

/// <summary>
/// Scores as bars: the weighted price, then the rest. Lengths come from exact fractions, cut to tenths of a point only
/// here.
/// </summary>
internal static class ScoreSvg
{
    private const int NameWidth = 180,
        BarWidth = 500,
        RowHeight = 26,
        Head = 44;

    public static string Draw(Outcome outcome, ScoreWords words)
    {
        var height = Head + (outcome.Rows.Count * RowHeight) + 12;
        var svg = new StringBuilder();
        var width = NameWidth + BarWidth + 150;
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
            .Append(
                CultureInfo.InvariantCulture,
                $"viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" "
            )
            .Append("font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\" font-size=\"13\">\n");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<title>{words.Total}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        );
        Legend(svg, words);
        for (var i = 0; i < outcome.Rows.Count; i++)
            Bar(svg, outcome, outcome.Rows[i], Head + (i * RowHeight));
        return svg.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder svg, ScoreWords words)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{NameWidth}\" y=\"14\" width=\"12\" height=\"12\" fill=\"#1f5fa8\"/><text "
                + $"x=\"{NameWidth + 18}\" y=\"25\" fill=\"#1a1a1a\">{words.Price}</text>\n"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{NameWidth + 120}\" y=\"14\" width=\"12\" height=\"12\" fill=\"#e0a030\"/><text "
                + $"x=\"{NameWidth + 138}\" y=\"25\" fill=\"#1a1a1a\">{words.Technical}</text>\n"
        );
    }

    private static void Bar(StringBuilder svg, Outcome outcome, Row row, int y)
    {
        var (price, rest) = (Points(row.Total - row.Technical), Points(row.Technical));
        var label = $"{row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "–"}  {ScreenText.Clean(row.BidId)}";
        var weight = outcome.Candidates.Contains(row.BidId) ? "bold" : "normal";
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{NameWidth - 10}\" y=\"{y + 17}\" text-anchor=\"end\" font-weight=\"{weight}\" "
                + $"fill=\"#1a1a1a\">{SecurityElement.Escape(label)}</text>\n"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{NameWidth}\" y=\"{y + 4}\" width=\"{Tenths(price)}\" height=\"18\" fill=\"#1f5fa8\"/>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{Tenths(price + NameWidth)}\" y=\"{y + 4}\" width=\"{Tenths(rest)}\" height=\"18\" "
                + $"fill=\"#e0a030\"/>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{NameWidth + BarWidth + 10}\" y=\"{y + 17}\" fill=\"#1a1a1a\">{row.Rounded}</text>\n"
        );
    }

    private static Fraction Points(Fraction score) => score / Fraction.Hundred * BarWidth;

    private static string Tenths(Fraction length) => length.ToDecimalText(1);
}
