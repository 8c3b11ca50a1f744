using Xunit.Abstractions;

namespace Trading.Architecture.Tests;

/// <summary>The limits of docs/ARCHITECTURE.md on files and functions.</summary>
public class SizeTests(ITestOutputHelper output)
{
    private static IEnumerable<string> Product =>
        Tree.Sources.Where(f => !Tree.Relative(f).StartsWith("tests/", StringComparison.Ordinal));

    [Fact]
    public void Files_are_short()
    {
        var lengths = Product
            .Select(f => (Where: Tree.Relative(f), Lines: File.ReadLines(f).Count()))
            .OrderBy(f => f.Lines)
            .ToList();
        Report("files", lengths);
        Assert.InRange(lengths[lengths.Count / 2].Lines, 1, 100);
        Assert.InRange(lengths[lengths.Count * 9 / 10].Lines, 1, 300);
        Assert.Empty(lengths.Where(f => f.Lines > 500));
    }

    [Fact]
    public void Functions_are_short()
    {
        var lengths = Product.SelectMany(Tree.Functions).OrderBy(f => f.Lines).ToList();
        Report("functions", lengths);
        Assert.InRange(lengths[lengths.Count / 2].Lines, 1, 10);
        Assert.InRange(lengths[lengths.Count * 9 / 10].Lines, 1, 25);
        Assert.Empty(lengths.Where(f => f.Lines > 70));
    }

    [Fact]
    public void Test_files_and_functions_stay_readable_too()
    {
        var tests = Tree.Sources.Except(Product).ToList();
        Assert.Empty(tests.Where(f => File.ReadLines(f).Count() > 500).Select(Tree.Relative));
        Assert.Empty(tests.SelectMany(Tree.Functions).Where(f => f.Lines > 140));
    }

    private void Report(string what, List<(string Where, int Lines)> lengths)
    {
        output.WriteLine(
            $"{lengths.Count} {what}: median {lengths[lengths.Count / 2].Lines}, 9 in 10 up to "
                + $"{lengths[lengths.Count * 9 / 10].Lines}, longest:"
        );
        foreach (var (where, lines) in lengths.TakeLast(8))
            output.WriteLine($"  {lines, 4} {where}");
    }
}
