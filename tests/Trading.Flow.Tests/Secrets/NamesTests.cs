using Trading.Evaluation.Draws;
using Trading.Evaluation.Pool;
using Trading.Flow.Tests.Secrecy;
using Trading.LoadTests;
using Xunit.Abstractions;

namespace Trading.Flow.Tests.Secrets;

/// <summary>
/// Planted experts, and everything in which somebody could find them: files, logs and memory of each process, and what
/// each role is answered. A name is the platform's when its holder has arrived, and not before; a telephone number and
/// a code never are. The same search finds what is really there: else this would prove nothing.
/// </summary>
public class NamesTests(ITestOutputHelper output) : OnDrawCentre(output)
{
    private static readonly IReadOnlyList<Expert> People = Planted.OfNames;
    private static readonly string[] ByName = ["name", "id", "number"];

    [Fact]
    public Task No_name_is_anywhere_before_its_holder_arrives_and_no_telephone_number_ever() =>
        TellAsync(async () =>
        {
            using var draw = await DrawHall.PrepareAsync(Centre.Platform, new DrawWish("K06", "戊楼六号门"));
            using var everybody = await Onlookers.ComeAsync(Centre.Platform, draw.Id);
            var plain = SearchOf([]);
            await draw.DrawnAsync();
            Assert.Empty(await OnPlatformAsync(plain, everybody));

            // Everybody is told: telephones and gateway hold numbers and codes, and nobody a name.
            var rung = await draw.ConfirmedAsync(Centre);
            var search = SearchOf(rung);
            Assert.Empty(await OnPlatformAsync(search, everybody));
            Assert.Empty(Hiding.InFolder(Centre.Platform.Logs, search));
            foreach (var trustee in Crew.Trustees)
            {
                Assert.Empty(Hiding.InMemory(Centre.Platform[trustee].Id, search));
                Assert.Empty(Hiding.InFolder(Centre.Platform.TrusteeData(trustee), search));
            }
            foreach (var office in new[] { "gateway", "gate" })
                Assert.Empty(Hiding.InFolder(Centre.Offices.DataOf(office), search));
            foreach (var office in new[] { "gateway", "telephones", "gate" })
                Assert.DoesNotContain(Hiding.InMemory(Centre.Offices[office].Id, search), IsNaming);
            AssertThatThePoolHoldsThem(search);

            // One arrives: exactly that name is the platform's, and nobody is told it.
            var first = PersonOf(rung[0]);
            await draw.AdmitAsync(Centre, People, [rung[0]]);
            await draw.SeenAsync("one has arrived", 20, e => e is ArrivalsCounted { Arrived: 1 });
            Assert.Equal(NamesOf(first), Kinds(Hiding.InMemory(Centre.Platform["server"].Id, search)));
            Assert.Equal(NamesOf(first), Kinds(Hiding.InFolder(Centre.Platform.ServerData, search)));
            Assert.Empty(await everybody.SeeAsync(search));

            // All have: their names are the supervisor's, and of the others there is none, and no number of anybody.
            await draw.AdmitAsync(Centre, People, rung.Skip(1));
            await draw.SeenAsync("it is disclosed", 30, e => e is DrawDisclosed);
            string[] seated = [.. rung.SelectMany(call => NamesOf(PersonOf(call))).Order(StringComparer.Ordinal)];
            await draw.ArchiveAsync();
            Assert.Equal(seated, Kinds(Hiding.InMemory(Centre.Platform["server"].Id, search)));
            Assert.Equal(seated, Kinds(Hiding.InFolder(Centre.Platform.ServerData, search)));
            var seen = await everybody.SeeAsync(search);
            Assert.All(seen, found => Assert.StartsWith("supervisor ", found, StringComparison.Ordinal));
            Assert.Equal(seated, Kinds(seen.Select(found => found["supervisor ".Length..])));
            Assert.Empty(Hiding.InFolder(Centre.Platform.Logs, search));
            await AssertThatALeakIsFoundAsync(search, everybody);
        });

    private static async Task<IReadOnlyCollection<string>> OnPlatformAsync(NeedleSearch search, Onlookers everybody) =>
        [
            .. Hiding.InMemory(Centre.Platform["server"].Id, search),
            .. Hiding.InFolder(Centre.Platform.ServerData, search),
            .. await everybody.SeeAsync(search),
        ];

    // Positive control: where names are kept the same search finds all of them, and numbers where telephones ring.
    private static void AssertThatThePoolHoldsThem(NeedleSearch search)
    {
        var kept = Kinds(Hiding.InFolder(Centre.Offices.DataOf("pool"), search));
        string[] named = [.. Enumerable.Range(0, People.Count).SelectMany(i => new[] { $"{i} name", $"{i} number" })];
        Assert.Equal(named.Order(StringComparer.Ordinal), kept); // what else it knows lies there sealed
        var telephones = Kinds(Hiding.InMemory(Centre.Offices["telephones"].Id, search));
        Assert.Equal(DrawHall.Seats, telephones.Count(found => found.EndsWith(" phone", StringComparison.Ordinal)));
        Assert.Equal(DrawHall.Seats, telephones.Count(found => found.EndsWith(" code", StringComparison.Ordinal)));
    }

    // Positive control: a number that somebody asks the platform for, a file, an answer.
    private static async Task AssertThatALeakIsFoundAsync(NeedleSearch search, Onlookers everybody)
    {
        var (name, phone) = (People[3].Name, People[3].Phone);
        await everybody.AskAsync($"api/feed/{phone}?after=-1");
        Assert.Contains("3 phone", Kinds(Hiding.InMemory(Centre.Platform["server"].Id, search)));
        var planted = Path.Combine(Centre.Platform.ServerData, "planted");
        await File.WriteAllTextAsync(planted, System.Text.Json.JsonSerializer.Serialize(new { name }));
        Assert.Contains("3 name", Kinds(Hiding.InFolder(Centre.Platform.ServerData, search)));
        File.Delete(planted);
        Assert.NotEmpty(
            Onlookers.Find(search, "t1", System.Text.Encoding.UTF8.GetBytes($"{{\"wants\":[\"{phone}\"]}}"))
        );
    }

    private static NeedleSearch SearchOf(IReadOnlyList<TelephoneCall> rung) =>
        new([
            .. People.SelectMany(
                (e, i) =>
                    Needle
                        .OfText($"{i} name", e.Name)
                        .Concat(Needle.OfText($"{i} id", e.Id))
                        .Concat(Needle.OfText($"{i} number", e.Number))
                        .Concat(Needle.OfText($"{i} phone", e.Phone))
            ),
            .. rung.SelectMany(call =>
                Needle
                    .OfText($"{PersonOf(call)} code", call.Code, isShort: true)
                    .Concat(Needle.OfText($"{PersonOf(call)} code", call.Digits))
            ),
        ]);

    private static int PersonOf(TelephoneCall call) => People.ToList().FindIndex(e => e.Phone == call.Number);

    private static IEnumerable<string> NamesOf(int person) =>
        ByName.Select(kind => $"{person} {kind}").Order(StringComparer.Ordinal);

    private static bool IsNaming(string found) => ByName.Contains(found.Split(' ')[1]);

    // Whose and what, whatever the spelling.
    private static List<string> Kinds(IEnumerable<string> found) =>
        [.. found.Select(f => f[..f.IndexOf(" (", StringComparison.Ordinal)]).Distinct().Order(StringComparer.Ordinal)];
}
