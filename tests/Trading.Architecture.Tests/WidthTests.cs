using System.Text.RegularExpressions;

namespace Trading.Architecture.Tests;

/// <summary>
/// Lines fit into 120 characters and documents into 100 columns. Formatters hold the most of it; literals, comments,
/// scripts and sentences are what they do not break. Source: docs/decisions/0019-one-formatter.md.
/// </summary>
public partial class WidthTests
{
    private const int MostOfCode = 120;
    private const int MostOfText = 100;

    [Fact]
    public void No_line_of_the_product_is_wider_than_120_characters() =>
        Assert.Empty(
            Tree.Sources.Where(IsProduct).SelectMany(f => Wide(f, File.ReadLines(f), line => line.Length, MostOfCode))
        );

    [Theory]
    [InlineData("*.ts")]
    [InlineData("*.vue")]
    [InlineData("*.css")]
    [InlineData("*.mjs")]
    [InlineData("*.html")]
    [InlineData("*.sh")]
    public void No_line_of_pages_and_scripts_is_wider_than_120_characters(string pattern)
    {
        var files = Tree.Files(pattern);
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(f => Wide(f, File.ReadLines(f), line => line.Length, MostOfCode)));
    }

    [Fact]
    public void No_line_of_the_command_without_a_suffix_is_wider_than_120_characters()
    {
        var file = Path.Combine(Tree.Root, "trading");
        Assert.Empty(Wide(file, File.ReadLines(file), line => line.Length, MostOfCode));
    }

    [Fact]
    public void No_sentence_of_a_document_runs_over_100_columns()
    {
        var files = Tree.Files("*.md");
        Assert.NotEmpty(files);
        Assert.Empty(files.SelectMany(f => Wide(f, Prose(File.ReadLines(f)), Columns, MostOfText)));
    }

    [Theory]
    [InlineData("plain", 5)]
    [InlineData("开标 at 9", 9)]
    [InlineData("𠮷", 2)]
    [InlineData("x₁ → y", 6)]
    public void A_chinese_character_takes_two_columns(string text, int columns) => Assert.Equal(columns, Columns(text));

    [Fact]
    public void Tables_code_and_addresses_may_be_as_long_as_they_are()
    {
        string[] lines =
        [
            "text",
            "```",
            "code",
            "```",
            "| a | b |",
            "  ~~~",
            "code",
            "  ~~~",
            "see https://example.org/a",
            "[a]: b",
        ];
        Assert.Equal(["text", "", "", "", "", "", "", "", "see ", ""], Prose(lines));
    }

    private static bool IsProduct(string file) =>
        !Tree.Relative(file).StartsWith("tests/", StringComparison.Ordinal)
        && !Tree.Relative(file).StartsWith("bench/", StringComparison.Ordinal);

    private static IEnumerable<string> Wide(
        string file,
        IEnumerable<string> lines,
        Func<string, int> width,
        int most
    ) =>
        lines
            .Select((line, i) => (Where: $"{Tree.Relative(file)}:{i + 1}", Width: width(line)))
            .Where(l => l.Width > most)
            .Select(l => $"{l.Where} has {l.Width}");

    // What of a document has to fit, line by line: the rest is left empty, so that numbers of lines stay.
    private static IEnumerable<string> Prose(IEnumerable<string> lines)
    {
        var isCode = false;
        foreach (var line in lines)
        {
            var text = line.TrimStart();
            var isFence =
                text.StartsWith("```", StringComparison.Ordinal) || text.StartsWith("~~~", StringComparison.Ordinal);
            isCode ^= isFence;
            var isFree = isCode || isFence || text.StartsWith('|') || Definition().IsMatch(text);
            yield return isFree ? "" : Address().Replace(line, "");
        }
    }

    private static int Columns(string line) => line.EnumerateRunes().Sum(rune => IsWide(rune.Value) ? 2 : 1);

    // East Asian wide and full-width characters, as far as texts of this repository use them.
    private static bool IsWide(int rune) =>
        rune
            is (>= 0x1100 and <= 0x115F)
                or (>= 0x2E80 and <= 0xA4CF)
                or (>= 0xAC00 and <= 0xD7A3)
                or (>= 0xF900 and <= 0xFAFF)
                or (>= 0xFE30 and <= 0xFE6F)
                or (>= 0xFF00 and <= 0xFF60)
                or (>= 0xFFE0 and <= 0xFFE6)
                or (>= 0x20000 and <= 0x3FFFD);

    [GeneratedRegex(@"^\[[^\]]+\]:")]
    private static partial Regex Definition();

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Address();
}
