using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Opening.Tests;

/// <summary>
/// Whole streams with what they fold to, for readers in other languages (tests/vectors/sessions). Keys and signatures
/// of a story differ each time, so the frozen files are not compared with a new story but folded again.
/// TRADING_WRITE_VECTORS=1 writes those that are missing: what was frozen stays.
/// </summary>
public class SessionVectorTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly string Folder = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "sessions");

    public static TheoryData<string> Names => [.. Stories().Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_stream_folds_to_its_snapshots(string name)
    {
        var file = Path.Combine(Folder, name + ".json");
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1" && !File.Exists(file))
            File.WriteAllText(file, Vector(name, Stories()[name]()));
        var vector = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        Assert.Equal(["name", "events", "snapshots"], vector.Select(p => p.Key));
        Assert.Equal(name, vector["name"]!.GetValue<string>());
        var events = vector["events"]!
            .AsArray()
            .Select(e => EventCodec.DecodeSession(Encoding.UTF8.GetBytes(e!.GetValue<string>())))
            .ToArray();
        // The frozen streams are of version 1, where times might fall: one of them tells its lots one after the other.
        Assert.Equal(
            Stories()[name]().Events.Select(e => e.GetType().Name).Order(),
            events.Select(e => e.GetType().Name).Order()
        );
        var snapshots = vector["snapshots"]!.AsArray();
        Assert.Equal(Heights(events), snapshots.Select(s => s!["height"]!.GetValue<int>()));
        foreach (var snapshot in snapshots)
        {
            Assert.Equal(
                Fold(events.Take(snapshot!["height"]!.GetValue<int>() + 1)).ToJsonString(Indented),
                snapshot["session"]!.ToJsonString(Indented)
            );
        }
    }

    [Fact]
    public void The_frozen_streams_hold_every_event_of_a_session_and_no_other_file_stands_beside_them()
    {
        Assert.Equal(
            Stories().Keys.Order(),
            Directory.GetFiles(Folder).Select(f => Path.GetFileNameWithoutExtension(f)!).Order()
        );
        Assert.Equal(
            EventCodec.Session.Types.Order(),
            Stories().Values.SelectMany(story => story().Events).Select(e => e.GetType().Name).Distinct().Order()
        );
    }

    // While the results of a lot are folded one by one there is nothing to look at: they are one commit.
    private static IEnumerable<int> Heights(IReadOnlyList<SessionEvent> events) =>
        Enumerable
            .Range(0, events.Count)
            .Where(h => events[h] is not (CeremonyMessageLogged or BidOpened or BidUnreadable));

    private static string Vector(string name, Story story) =>
        new JsonObject
        {
            ["name"] = name,
            ["events"] = new JsonArray([
                .. story.Events.Select(e => (JsonNode)Encoding.UTF8.GetString(EventCodec.Encode(e).Bytes)),
            ]),
            ["snapshots"] = new JsonArray([
                .. Heights(story.Events)
                    .Select(h =>
                        (JsonNode)new JsonObject { ["height"] = h, ["session"] = Fold(story.Events.Take(h + 1)) }
                    ),
            ]),
        }.ToJsonString(Indented) + "\n";

    // Why a lot waits depends on the hour as well as on the events: it is no part of the fold.
    private static JsonNode Fold(IEnumerable<SessionEvent> events)
    {
        var session = JsonNode.Parse(Snapshot.ToJson(Decider.Fold(events), now: 0))!;
        foreach (var lot in session["lots"]?.AsArray() ?? [])
            lot!.AsObject().Remove("held");
        return session;
    }

    private static Dictionary<string, Func<Story>> Stories() =>
        new(StringComparer.Ordinal)
        {
            ["eventful"] = Eventful,
            ["two-lots"] = TwoLots,
            ["no-lock"] = () => Story.Given(World.Two.Prepare, World.Two.Complain("a")),
            ["few-opened"] = FewOpened,
            ["late"] = Late,
            ["standstill"] = StoodStill,
            ["form-2"] = FormTwo,
            ["other-name"] = OtherName,
            ["period"] = Period,
        };

    // One of everything that can happen to a lot that opens, with numbers beyond what a double holds.
    private static Story Eventful()
    {
        var world = new World(Big(World.One.Terms));
        var bidders = world.Bidders;
        OpeningResult[] results =
        [
            bidders[0].Opened(bidders[0].Form(world, "a", 1_000_000_000_000_000).ToBytes()),
            bidders[1].Unreadable(),
            bidders[2].Opened([1, 2, 3]),
            bidders[3]
                .Opened(
                    bidders[3]
                        .Form(
                            world,
                            "a",
                            price: new Price(
                                PriceKind.UnitPrices,
                                12_345,
                                "壹佰元整",
                                [UnitPrice.OfFen("水泥 📦", -5), UnitPrice.OfFen("砂", 0)]
                            )
                        )
                        .ToBytes()
                ),
            bidders[4]
                .Opened(
                    bidders[4].Form(world, "a", price: new Price(PriceKind.Amount, long.MaxValue, "", [])).ToBytes()
                ),
        ];
        var objection = world.Object(bidders[0]);
        return Story
            .Given(world.Prepare)
            .And(world.ToFrozen("a", 6))
            .And(World.Cosign("a", 2))
            .And(world.Revoke(bidders[5], "a"))
            .And(World.Cosign("a", 1))
            .And(World.WrongPartial("a", 2))
            .And(World.Partial("a", 1))
            .And(World.Partial("a", 3))
            .And(world.OpenAll("a", results))
            .And(World.Cosign("a", 3, late: true))
            .And(World.Partial("a", 2))
            .And(world.Attend(bidders[0]))
            .And(world.Attend(bidders[3]))
            .And(objection)
            .And(world.Answer(objection))
            .And(world.Confirm(bidders[3]))
            .And(world.Conclude())
            .And(World.SealRecord());
    }

    // Under a policy of version 2: a form of each version, unit prices of four decimals, words of three answers.
    // A bid under another name and code than its certificate's, one under another code, and one as its certificate says.
    private static Story OtherName()
    {
        var world = World.One;
        const string code = "91450300MA5K123401";
        var bidders = Enumerable
            .Range(1, 3)
            .Select(i => new Bidder(World.NewPerson("甲建设集团有限公司", code: code), i))
            .ToArray();
        OpeningForm[] forms =
        [
            bidders[0].Form(world, "a", 100_00, name: "乙公司", code: "91330100799655058B"),
            bidders[1].Form(world, "a", 200_00, code: "91330100799655058B"),
            bidders[2].Form(world, "a", 300_00, code: code),
        ];
        return Story
            .Given(world.Prepare)
            .And(world.ToPartials("a"))
            .And(world.OpenAll("a", [.. forms.Select((form, i) => bidders[i].Opened(form.ToBytes()))]));
    }

    // A period that runs from the outcome of the last lot: the other one failed a second before it. Nobody but one
    // confirmed when the host concludes at its end.
    private static Story Period()
    {
        var world = new World(
            World.Two.Terms with
            {
                RulePack = World.Timed.Terms.RulePack,
                PeriodSeconds = World.Timed.Terms.PeriodSeconds,
            }
        );
        return Story
            .Given(world.Prepare)
            .And(world.ToIntake("b"))
            .And(world.ToIntake("a"))
            .And(World.FreezeOf("b", 2))
            .And(World.FreezeOf("a", 3))
            .And(World.Cosign("b", 1))
            .And(World.Cosign("a", 1))
            .And(World.Cosign("b", 3))
            .And(World.Cosign("a", 3))
            .And(World.Partial("a", 1))
            .And(World.Partial("a", 3))
            .And(new FailLot(World.Close + 3 * World.Second, "b"))
            .And(world.OpenAll("a", world.Results("a")))
            .And(world.Attend(world.Bidders[0]))
            .And(world.Confirm(world.Bidders[0]))
            .And(world.Conclude() with { Now = World.Close + 7 * World.Second })
            .And(World.SealRecord());
    }

    private static Story FormTwo()
    {
        var terms = World.One.Terms;
        var world = new World(
            terms with
            {
                Lots = [terms.Lots[0] with { PriceKind = PriceKind.UnitPrices, Ceiling = 0, UnitPriceDecimals = 4 }],
            }
        );
        OpeningForm Form(int bidder, string words, UnitPrice unit) =>
            world.Bidders[bidder].Form(world, "a", price: new Price(PriceKind.UnitPrices, 100_00, words, [unit]));
        OpeningForm[] forms =
        [
            Form(0, "人民币（大写）：壹佰元整（￥100.00）", new UnitPrice("电价（元/千瓦时）", 654_300)) with
            {
                CreditCode = "91110000802100433B",
            },
            Form(1, "拾元整", UnitPrice.OfFen("水泥", 45_000)) with
            {
                Version = OpeningForm.First,
            },
            Form(2, "壹佰零壹元整", new UnitPrice("砂", -1)),
        ];
        return Story
            .Given(world.Prepare)
            .And(world.ToPartials("a"))
            .And(world.OpenAll("a", [.. forms.Select((form, i) => world.Bidders[i].Opened(form.ToBytes()))]));
    }

    // Nobody saw the freeze in time: host and supervisor order that trustees cosign late.
    private static Story Late()
    {
        var world = World.One;
        return Story
            .Given(world.Prepare)
            .And(world.ToFrozen("a"))
            .And(world.LateFreeze(World.Host))
            .And(world.LateFreeze(World.Supervisor))
            .And(World.Cosign("a", 2, late: true))
            .And(World.Cosign("a", 3, late: true));
    }

    // The process stood still over the deadline, three seconds that are made up for; then, in another hour, nine that
    // hold the other lot.
    private static Story StoodStill()
    {
        var world = World.Two.ClosingLater("b", 3_600 * World.Second);
        return Story
            .Given(world.Prepare)
            .And(world.ToIntake("a"))
            .And(world.ToIntake("b"))
            .And(World.StandStill())
            .And(World.FreezeOf("a", 3) with { Now = World.Close + 4 * World.Second })
            .And(World.StandStill(3_609, from: World.Close + 3_599 * World.Second))
            .And(
                World.FreezeOf("b", 3) with
                {
                    Now = World.Close + 3_611 * World.Second,
                    TreeSize = new TickSchedule(world.Policies[1], World.Start + 2 * World.Second).DrainIndex + 1,
                }
            );
    }

    private static Story TwoLots()
    {
        var world = World.Two;
        return Story
            .Given(world.Prepare)
            .And(world.ToIntake("b"))
            .And(world.ToIntake("a"))
            .And(World.FreezeOf("b", 2))
            .And(World.Cosign("b", 1))
            .And(World.Cosign("b", 3))
            .And(new FailLot(World.Close + 2 * World.Second, "b"))
            .And(world.ToOpened("a")[world.ToIntake("a").Length..])
            .And(world.Object(world.Bidders[1], "请核对“大写”金额\u2028换行"));
    }

    private static Story FewOpened()
    {
        var world = World.Goods;
        var results = world.Results("a");
        return Story
            .Given(world.Prepare)
            .And(world.ToPartials("a"))
            .And(world.OpenAll("a", results[0], results[1], world.Bidders[2].Unreadable(Fault.Platform)))
            .And(world.Attend(world.Bidders[0]))
            .And(world.Confirm(world.Bidders[0]));
    }

    private static SessionTerms Big(SessionTerms terms) =>
        terms with
        {
            Lots = [terms.Lots[0] with { Ceiling = 9_007_199_254_740_993 }],
        };
}
