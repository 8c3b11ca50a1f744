using System.Collections.Concurrent;
using System.Text.Json;

namespace Trading.Scoring.Tests;

public class VectorTests
{
    public static TheoryData<string> Files() => [.. VectorFiles.All.Keys];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var (file, all) in VectorFiles.All)
        foreach (var one in all)
            cases.Add(file, one.Name);
        return cases;
    }

    public static TheoryData<string, string> CasesByHand()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in VectorFiles.ByHand)
        foreach (var one in VectorFiles.Read(file))
            cases.Add(file, one.Name);
        return cases;
    }

    [Theory, MemberData(nameof(Files))]
    public void The_file_is_what_the_cases_say(string name)
    {
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(VectorFiles.PathOf(name), VectorFiles.Text(name));
        Assert.Equal(VectorFiles.Text(name), File.ReadAllText(VectorFiles.PathOf(name)));
    }

    [Theory, MemberData(nameof(Cases))]
    public void A_vector_comes_out_as_worked_by_hand(string file, string name)
    {
        var (_, tender, expect) = Vector(file, name);
        Assert.Equal(Expected(expect), Cells.Of(Scorer.Score(tender)));
    }

    [Theory, MemberData(nameof(CasesByHand))]
    public void A_vector_of_the_later_keys_comes_out_whole(string file, string name)
    {
        var (_, tender, expect) = Vector(file, name);
        var result = file.StartsWith("filing/", StringComparison.Ordinal)
            ? Cells.Whole(Scorer.CheckFiling(tender))
            : Cells.Whole(Scorer.Score(tender));
        Assert.Equal(Cells.Json(expect), result);
    }

    [Fact]
    public void Every_method_has_at_least_six_vectors() =>
        Assert.All(
            new[] { "lowest-price-benchmark", "average-benchmark", "lowest-evaluated-price" },
            f => Assert.True(VectorFiles.All[f].Count(c => c.Error is null && c.Why.Length > 0) >= 6)
        );

    [Fact]
    public void More_than_64_MiB_are_not_even_read() =>
        Assert.Equal("error too-large $", Cells.Of(Scorer.Score(new byte[67_108_865])));

    [Fact]
    public void Every_fault_has_a_vector()
    {
        var words = VectorFiles
            .All.Keys.Concat(VectorFiles.ByHand)
            .Append("lots/lots")
            .SelectMany(VectorFiles.Read)
            .Where(v => v.Expect.TryGetProperty("error", out _))
            .Select(v => v.Expect.GetProperty("error").GetProperty("code").GetString())
            .ToHashSet();
        // 64 MiB are made in a test of their own.
        Assert.Equal(["too-large"], Enum.GetValues<FaultCode>().Select(Words.Of).Where(w => !words.Contains(w)));
    }

    [Fact]
    public void The_specification_names_every_fault_and_no_other_words()
    {
        var text = File.ReadAllText(Path.Combine(VectorFiles.Folder, "..", "..", "..", "docs", "spec", "scoring.md"));
        Assert.All(
            Enum.GetValues<FaultCode>()
                .Select(Words.Of)
                .Concat(Enum.GetValues<FindingCode>().Select(Words.Of))
                .Concat(Enum.GetValues<CorrectionKind>().Select(Words.Of))
                .Concat(Enum.GetValues<UnplacedReason>().Select(Words.Of))
                .Concat(Enum.GetValues<RejectionGround>().Select(Words.Of))
                .Concat(Enum.GetValues<RoundingAt>().Select(Words.Of))
                .Concat(Enum.GetValues<RoundingMode>().Select(Words.Of))
                .Concat(Enum.GetValues<PricePartKind>().Select(Words.Of)),
            word => Assert.Contains($"`{word}`", text, StringComparison.Ordinal)
        );
    }

    private static readonly ConcurrentDictionary<
        string,
        IReadOnlyList<(string Name, byte[] Tender, JsonElement Expect)>
    > Known = new();

    private static (string Name, byte[] Tender, JsonElement Expect) Vector(string file, string name) =>
        Known.GetOrAdd(file, VectorFiles.Read).Single(v => v.Name == name);

    private static string Expected(JsonElement expect)
    {
        if (expect.TryGetProperty("error", out var error))
            return $"error {error.GetProperty("code")} {error.GetProperty("path")}";
        var rows = expect
            .GetProperty("rows")
            .EnumerateArray()
            .Select(r =>
                string.Join(
                    ' ',
                    r.EnumerateObject().Select(p => p.Value.ValueKind == JsonValueKind.Null ? "-" : p.Value.ToString())
                )
            );
        return string.Join(
            '\n',
            [.. rows, "candidates " + string.Join(' ', expect.GetProperty("candidates").EnumerateArray())]
        );
    }
}
