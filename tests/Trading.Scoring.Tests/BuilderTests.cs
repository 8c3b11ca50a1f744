using System.Collections;
using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Scoring.Tests;

/// <summary>
/// What the page that builds terms reads and writes (docs/spec/scoring.md, 13): packs as data, examples, and its files
/// beside those that they were made from (<c>tests/vectors/criteria</c>, which the page's own tests write).
/// </summary>
public class BuilderTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(VectorFiles.Folder, "..", "..", ".."));

    [Fact]
    public void Packs_for_programs_say_what_the_packs_say()
    {
        var path = Path.Combine(Root, "docs", "spec", "scoring-packs.json");
        var text = new JsonArray([.. ScoringPacks.All.Select(Told)])
            .ToJsonString(new JsonSerializerOptions { WriteIndented = true })
            .ReplaceLineEndings("\n");
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(path, text + "\n");
        Assert.Equal(text + "\n", File.ReadAllText(path));
    }

    [Fact]
    public void Every_example_of_terms_passes_the_check_at_filing_in_both_implementations()
    {
        var files = Directory.GetFiles(Path.Combine(Root, "docs", "examples", "terms"), "*.json");
        Assert.True(files.Length >= 7);
        Assert.All(
            files,
            file =>
            {
                var bytes = File.ReadAllBytes(file);
                Assert.Empty(Scorer.FindFiling(bytes, 10));
                Assert.Null(Recount.Recount.CheckTerms(bytes).ErrorCode);
            }
        );
    }

    [Fact]
    public void A_file_that_the_page_wrote_says_what_the_file_said_that_it_had_read()
    {
        var cases = JsonDocument
            .Parse(File.ReadAllText(Path.Combine(Root, "tests", "vectors", "criteria", "written.json")))
            .RootElement;
        Assert.True(cases.GetArrayLength() > 40);
        foreach (var one in cases.EnumerateArray())
        {
            var source = Terms(one.GetProperty("source").GetString()!);
            var written = Encoding.UTF8.GetBytes(one.GetProperty("written").GetString()!);
            var (before, fault) = Scorer.Read(source);
            var (after, stays) = Scorer.Read(written);
            // An empty text or list is no value of the format. It says nothing, and is not written.
            if (fault?.Code is not (FaultCode.BadText or FaultCode.WrongCount))
            {
                Assert.Equal(fault, stays);
                Assert.Equal(Said(before), Said(after));
                Assert.Equal(Scorer.FindFiling(source, 100), Scorer.FindFiling(written, 100));
            }
            var (first, second) = (Scorer.CheckFiling(written), Recount.Recount.CheckTerms(written));
            Assert.Equal((first?.Word, first?.Path), (second.ErrorCode, second.ErrorPath));
        }
    }

    [Fact]
    public void Of_all_faults_the_first_is_the_one_that_is_reported_alone()
    {
        var several = 0;
        var files = VectorFiles.All.Keys.Concat(VectorFiles.ByHand).Append("lots/lots").SelectMany(VectorFiles.Read);
        foreach (var tender in files.Select(v => v.Tender).Concat(Enumerable.Range(0, 300).Select(Damaged)))
        {
            var all = Scorer.FindFiling(tender, 100);
            Assert.Equal(Scorer.CheckFiling(tender), all.Count > 0 ? all[0] : null);
            Assert.Equal(all.Take(2), Scorer.FindFiling(tender, 2));
            several += all.Count > 1 ? 1 : 0;
        }
        Assert.True(several > 50);
    }

    // Terms with two things wrong that have nothing to do with each other.
    private static byte[] Damaged(int seed)
    {
        var tender = JsonNode.Parse(RandomTender.Make(seed))!.AsObject();
        foreach (var key in new[] { "members", "brandChosen", "sheets", "amendments", "timings" })
            tender.Remove(key);
        tender["bids"] = new JsonArray();
        tender["preferences"] = new JsonObject { ["smallPermille"] = 1 };
        tender["criteria"]![0]!["weightPermille"] = 1 + (seed % 900);
        return Encoding.UTF8.GetBytes(tender.ToJsonString());
    }

    // What the page takes of a file: everything but what nobody can know when terms are filed.
    private static byte[] Terms(string source)
    {
        var file = JsonNode.Parse(source)!.AsObject();
        foreach (var key in new[] { "members", "brandChosen", "sheets", "amendments", "timings" })
            file.Remove(key);
        file["bids"] = new JsonArray();
        return Encoding.UTF8.GetBytes(file.ToJsonString());
    }

    // A tender to the last value: records compare their lists by reference.
    private static string Said(object? value) =>
        value switch
        {
            null => "null",
            ScoringPack pack => pack.Id,
            string text => $"'{text}'",
            Fraction or ValueType => value.ToString()!,
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Said))}]",
            _ => "{"
                + string.Join(
                    ", ",
                    value
                        .GetType()
                        .GetProperties(BindingFlags.Instance | BindingFlags.Public)
                        .Where(p => p.GetIndexParameters().Length == 0)
                        .Select(p => $"{p.Name}: {Said(p.GetValue(value))}")
                )
                + "}",
        };

    private static JsonNode Told(ScoringPack pack) =>
        new JsonObject
        {
            ["id"] = pack.Id,
            ["methods"] = new JsonArray([.. pack.Methods.Select(m => JsonValue.Create(Words.Of(m)))]),
            ["pricePermille"] = Told(new Limits(pack.LeastPricePermille, pack.MostPricePermille)),
            ["smallPermille"] = Told(pack.SmallPermille),
            ["domesticPermille"] = pack.DomesticPermille is { } domestic ? Told(domestic) : null,
            ["allowsDropping"] = pack.AllowsDropping,
            ["allowsMeanWithoutExtremes"] = pack.AllowsMeanWithoutExtremes,
            ["oneBrandOneBidder"] = pack.OneBrandOneBidder,
            ["keepsBenchmark"] = pack.KeepsBenchmark,
            ["fewBiddersStop"] = pack.FewBiddersStop,
            ["abnormallyLow"] = pack.AbnormallyLow is { } low
                ? new JsonArray([
                    .. new[] { low.OfAverage, low.OfNext, low.OfCeiling }.Select(f => JsonValue.Create(f.ToString())),
                ])
                : null,
            ["rules"] = new JsonObject
            {
                ["terms"] = pack.Rules.Terms,
                ["priceWeight"] = pack.Rules.PriceWeight,
                ["ties"] = pack.Rules.Ties,
                ["fewBidders"] = pack.Rules.FewBidders,
                ["candidates"] = pack.Rules.Candidates,
                ["sameBrand"] = PackRules.SameBrand,
                ["abnormallyLow"] = PackRules.LowPrice,
            },
        };

    private static JsonArray Told(Limits limits) => [limits.Least, limits.Most];
}
