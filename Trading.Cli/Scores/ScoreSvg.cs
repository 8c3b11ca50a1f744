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
        Head = 64,
        Foot = 44,
        Step = 20;

    public static string Draw(Outcome outcome, ScoreWords words)
    {
        var bottom = Head + (outcome.Rows.Count * RowHeight);
        var svg = new StringBuilder();
        var (width, height) = (NameWidth + BarWidth + 150, bottom + Foot);
        svg.Append("<svg xmlns=\"http://www.w3.org/2000/svg\" ")
            .Append(
                CultureInfo.InvariantCulture,
                $"viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"img\" "
            )
            .Append("font-family=\"'Noto Sans SC','Microsoft YaHei',sans-serif\" font-size=\"13\">\n");
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<title>{words.Chart}</title>\n<rect width=\"100%\" height=\"100%\" fill=\"#ffffff\"/>\n"
        );
        Text(svg, NameWidth, 22, words.Chart, "font-size=\"16\" font-weight=\"bold\"");
        Legend(svg, NameWidth, "#1f5fa8", words.PricePoints);
        Legend(svg, NameWidth + 180, "#e0a030", words.Technical);
        Axis(svg, bottom, words);
        for (var i = 0; i < outcome.Rows.Count; i++)
            Bar(svg, outcome, outcome.Rows[i], Head + (i * RowHeight));
        return svg.Append("</svg>\n").ToString();
    }

    private static void Legend(StringBuilder svg, int x, string colour, string what)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<rect x=\"{x}\" y=\"36\" width=\"12\" height=\"12\" fill=\"{colour}\"/>"
        );
        Text(svg, x + 18, 47, what, "");
    }

    // Behind the bars: a line at every twenty points, its figure below.
    private static void Axis(StringBuilder svg, int bottom, ScoreWords words)
    {
        for (var points = 0; points <= 100; points += Step)
        {
            var x = NameWidth + (points * BarWidth / 100);
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{x}\" x2=\"{x}\" y1=\"{Head}\" y2=\"{bottom}\" stroke=\"#d5dae1\"/>"
            );
            Text(
                svg,
                x,
                bottom + 16,
                points.ToString(CultureInfo.InvariantCulture),
                "text-anchor=\"middle\" font-size=\"12\""
            );
        }
        Text(svg, NameWidth + (BarWidth / 2), bottom + 34, words.Total, "text-anchor=\"middle\" font-size=\"12\"");
    }

    private static void Text(StringBuilder svg, int x, int y, string text, string style) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x}\" y=\"{y}\" {style} fill=\"#1a1a1a\">{SecurityElement.Escape(text)}</text>\n"
        );

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
