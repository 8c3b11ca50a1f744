using System.Text.Json;

namespace Trading.Opening.Tests;

/// <summary>The specification lists what the code prints: a second implementation is written from it alone.</summary>
public class SpecificationTests
{
    private static readonly string Feed = Read("feed.md");

    [Fact]
    public void Every_event_stands_with_its_keys_in_order()
    {
        foreach (
            var (type, bytes) in Examples
                .Session.Select(e => EventCodec.Encode(e))
                .Concat(Examples.Intake.Select(e => EventCodec.Encode(e)))
        )
            Assert.Contains(
                $"| `{type}` | {Keys(JsonDocument.Parse(bytes).RootElement, skip: 1)} |",
                Feed,
                StringComparison.Ordinal
            );
    }

    [Fact]
    public void Every_nested_object_stands_with_its_keys_in_order()
    {
        var terms = Root(Examples.Session.OfType<SessionPrepared>().Single()).GetProperty("terms");
        Listed("`terms` = ", terms);
        Listed("`rulePack` = ", terms.GetProperty("rulePack"));
        Listed("a lot = ", terms.GetProperty("lots")[0]);
        Listed("a role = ", terms.GetProperty("roles")[0]);
        Listed("`act` = ", Root(Examples.Session.OfType<SessionConcluded>().Single()).GetProperty("act"));
    }

    [Fact]
    public void Every_reason_stands_with_a_status()
    {
        foreach (var reason in Enum.GetNames<Reason>())
            Assert.Matches($@"\| `{reason}` \| 4\d\d \|", Feed);
    }

    [Fact]
    public void Every_mark_and_every_problem_of_a_policy_stands()
    {
        foreach (var mark in Enum.GetNames<Mark>())
            Assert.Contains($"| `{mark}` |", Read("form.md"), StringComparison.Ordinal);
        foreach (var problem in Enum.GetNames<PolicyProblem>().Where(p => p != "None"))
            Assert.Contains($"`{problem}`", Read("policy.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_amounts_of_the_table_are_spelled_as_they_stand()
    {
        var rows = Read("form.md")
            .Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal) && l.EndsWith(" |", StringComparison.Ordinal))
            .Select(l => l.Split('|')[1..^1].Select(c => c.Trim()).ToArray())
            .Where(c => c.Length == 2 && Words.TryParse(c[1], out _))
            .ToList();
        Assert.Equal(7, rows.Count);
        foreach (var row in rows)
        {
            var fen =
                row[0] == "10¹⁵"
                    ? Words.MostFen
                    : long.Parse(
                        row[0].Replace(",", "", StringComparison.Ordinal).Replace('−', '-'),
                        System.Globalization.CultureInfo.InvariantCulture
                    );
            Assert.Equal(row[1], Words.Print(fen));
        }
    }

    // A list may be broken over lines anywhere.
    private static void Listed(string before, JsonElement value) =>
        Assert.Contains(before + Keys(value, skip: 0), Feed.ReplaceLineEndings(" "), StringComparison.Ordinal);

    private static string Keys(JsonElement value, int skip) =>
        string.Join(' ', value.EnumerateObject().Skip(skip).Select(p => $"`{p.Name}`"));

    private static JsonElement Root(SessionEvent happened) =>
        JsonDocument.Parse(EventCodec.Encode(happened).Bytes).RootElement;

    private static string Read(string page) =>
        File.ReadAllText(Path.Combine(EventCodecTests.Root(), "docs", "spec", page));
}
