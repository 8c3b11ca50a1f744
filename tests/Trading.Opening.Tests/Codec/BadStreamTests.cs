using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// Whole streams that no platform can have made, each a good one with one mutation and named by it, for both readers of
/// streams: <see cref="Procedure"/> here and the fold of the pages refuse each at the same event
/// (tests/vectors/sessions-bad). Keys differ each time, so the frozen file is read and not written over;
/// TRADING_WRITE_VECTORS=1 writes it.
/// </summary>
public class BadStreamTests
{
    private static readonly string File = Path.Combine(
        EventCodecTests.Root(),
        "tests",
        "vectors",
        "sessions-bad",
        "streams.json"
    );
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly World World = World.One;
    private static readonly string Sid = new('9', 32);

    private static readonly Dictionary<string, Func<Story>> Good = new(StringComparer.Ordinal)
    {
        ["eventful"] = () => Eventful(World),
        ["few"] = () =>
            Story.Given([
                World.Prepare,
                .. World.ToFrozen("a", 2),
                World.Cosign("a", 1),
                World.Cosign("a", 2),
                new FailLot(World.Close, "a"),
                World.Conclude(),
            ]),
        ["late"] = () =>
            Story.Given([
                World.Prepare,
                .. World.ToFrozen("a"),
                World.LateFreeze(World.Host),
                World.LateFreeze(World.Supervisor),
                World.Cosign("a", 2, true),
                World.Cosign("a", 3, true),
            ]),
        ["failed"] = () =>
            Story.Given([World.Prepare, .. World.LockOf("a").Commands("a", World.Start).Take(2), World.Complain("a")]),
        ["goods"] = () =>
            Story.Given([
                World.Goods.Prepare,
                .. World.Goods.ToPartials("a"),
                World.Goods.OpenAll("a", [World.Goods.Bidders[0].Unreadable(), .. World.Goods.Results("a")[1..]]),
                World.Goods.Attend(World.Goods.Bidders[1]),
            ]),
    };

    private static readonly (string Name, string Stream, Func<List<SessionEvent>, Mutation> Make)[] Bad =
    [
        // times
        ("a-time-that-falls", "eventful", Retime<PartialAccepted>(World.Close)),
        ("a-conclusion-at-zero", "eventful", Retime<SessionConcluded>(0)),
        ("a-negative-time", "eventful", Retime<SessionPrepared>(-1)),
        ("a-time-beyond-every-clock", "eventful", Retime<SessionConcluded>(long.MaxValue)),
        ("a-record-sealed-before-the-conclusion", "eventful", Retime<RecordSealed>(World.Close)),
        ("results-before-the-deadline", "eventful", Each<BidOpened>(e => e with { At = World.Close - 1 })),
        ("partials-before-the-deadline", "eventful", Retime<PartialAccepted>(World.Close - 1)),
        ("results-of-two-times", "eventful", Change<BidUnreadable>(e => e with { At = e.At + 1 })),
        ("a-message-at-the-deadline", "eventful", Retime<CeremonyMessageLogged>(World.Close)),
        ("a-lock-at-the-deadline", "eventful", Retime<LockCertified>(World.Close)),
        ("a-freeze-before-its-drain", "eventful", Retime<LotFrozen>(World.Close + TickSchedule.DrainDelayMicros - 1)),
        ("published-after-the-deadline", "eventful", Retime<SessionPrepared>(World.Close)),
        (
            "cosigned-before-the-drain",
            "eventful",
            Change<FreezeCosigned>(e => e with { Cosignature = World.Line(e.Trustee, World.Close / World.Second - 3) })
        ),
        (
            "cosigned-in-the-year-292-billion",
            "eventful",
            Change<FreezeCosigned>(e => e with { Cosignature = World.Line(e.Trustee, long.MaxValue / 2) })
        ),
        (
            "cosigned-after-it-came",
            "eventful",
            Change<FreezeCosigned>(e => e with { Cosignature = World.Line(e.Trustee, e.At / World.Second + 3) })
        ),
        ("a-late-one-that-is-called-timely", "late", Change<FreezeCosigned>(e => e with { Late = false })),
        (
            "a-timely-one-that-is-called-late",
            "eventful",
            Last<FreezeCosigned>(e => e with { Cosignature = World.Line(e.Trustee, World.Close / World.Second + 1) })
        ),
        ("an-order-while-trustees-may-still-cosign", "late", Retime<LateFreezeOrdered>(World.Close + 7 * World.Second)),
        // order
        (
            "certified-after-it-failed",
            "failed",
            events =>
                new(events.Count, 0, [new LockCertified(events[^1].At, "a", new byte[32], World.LockOf("a").Bytes)])
        ),
        (
            "failed-without-an-end",
            "failed",
            events => new(events.Count - 1, 1, [Good["eventful"]().Events[5] with { At = events[^1].At }])
        ),
        (
            "message-1-before-all-commitments",
            "eventful",
            Swap<CeremonyMessageLogged>(e => e is { Round: 0, Trustee: 3 })
        ),
        (
            "a-signature-before-all-messages-1",
            "eventful",
            Swap<CeremonyMessageLogged>(e => e is { Round: 1, Trustee: 3 })
        ),
        ("a-lock-without-a-signature", "eventful", Drop<CeremonyMessageLogged>(e => e is { Round: 3, Trustee: 2 })),
        ("cosigned-before-the-freeze", "eventful", Swap<LotFrozen>()),
        ("no-freeze", "eventful", Drop<LotFrozen>()),
        ("released-one-cosignature-early", "eventful", Move<ReleaseBegan>(events => Index<FreezeCosigned>(events) + 1)),
        ("no-release", "eventful", Drop<ReleaseBegan>()),
        ("revoked-behind-the-release", "eventful", Move<BidRevoked>(events => Index<ReleaseBegan>(events) + 1)),
        ("revoked-behind-the-opening", "eventful", Move<BidRevoked>(events => Index<LotOpened>(events) + 1)),
        ("partials-before-the-release", "eventful", Move<PartialAccepted>(events => Index<LotFrozen>(events) + 1)),
        ("opened-with-one-trustee", "eventful", Drop<PartialAccepted>()),
        ("something-between-the-results", "eventful", Move<PartialRefused>(events => Index<BidOpened>(events) + 1)),
        ("results-without-an-outcome", "eventful", Drop<LotOpened>()),
        (
            "an-outcome-without-results",
            "eventful",
            events => new(Index<BidOpened>(events), events.Count(e => e is BidOpened or BidUnreadable), [])
        ),
        ("opened-before-enough-cosigned", "few", events => new(Index<FreezeCosigned>(events) + 1, 1, [])),
        ("late-without-cause", "late", Drop<LateFreezeOrdered>(e => e.Role == Role.Supervisor)),
        (
            "confirmed-before-attended",
            "eventful",
            events =>
                new(
                    Index<BidderAttended>(events),
                    0,
                    [events[Index<RecordConfirmed>(events)] with { At = events[Index<BidderAttended>(events)].At }]
                )
        ),
        ("attended-before-the-opening", "eventful", Move<BidderAttended>(events => Index<BidOpened>(events))),
        ("answered-before-it-was-raised", "eventful", Swap<ObjectionRaised>()),
        ("concluded-with-an-open-objection", "eventful", Drop<ObjectionAnswered>()),
        ("concluded-before-the-opening", "eventful", Move<SessionConcluded>(events => Index<BidOpened>(events))),
        (
            "something-behind-the-conclusion",
            "eventful",
            Move<RecordConfirmed>(events => Index<SessionConcluded>(events) + 1)
        ),
        ("a-record-before-the-conclusion", "eventful", Swap<SessionConcluded>()),
        ("something-behind-the-record", "eventful", Move<BidderAttended>(events => events.Count)),
        // number
        ("a-publication-twice", "eventful", Twice<SessionPrepared>()),
        ("a-message-twice", "eventful", Twice<CeremonyMessageLogged>()),
        ("a-message-of-nobody", "eventful", Change<CeremonyMessageLogged>(e => e with { Trustee = 4 })),
        ("a-message-of-no-round", "eventful", Change<CeremonyMessageLogged>(e => e with { Round = 2 })),
        ("a-lock-twice", "eventful", Twice<LockCertified>()),
        ("a-freeze-twice", "eventful", Twice<LotFrozen>()),
        ("another-tree-than-the-schedules", "eventful", Change<LotFrozen>(e => e with { TreeSize = e.TreeSize + 1 })),
        ("more-bids-than-entries", "eventful", Change<LotFrozen>(e => e with { Live = e.Entries + 1 })),
        ("cosigned-twice", "eventful", Twice<FreezeCosigned>()),
        ("cosigned-by-nobody", "eventful", Change<FreezeCosigned>(e => e with { Trustee = 4 })),
        ("released-twice", "eventful", Twice<ReleaseBegan>()),
        ("revoked-twice", "eventful", Twice<BidRevoked>()),
        ("an-order-twice", "late", Twice<LateFreezeOrdered>()),
        ("partials-twice", "eventful", Twice<PartialAccepted>()),
        ("partials-of-nobody", "eventful", Change<PartialAccepted>(e => e with { Trustee = 0 })),
        ("accused-twice", "eventful", Twice<PartialRefused>()),
        (
            "accused-after-it-released",
            "eventful",
            Move<PartialRefused>(events => events.FindLastIndex(e => e is PartialAccepted) + 1)
        ),
        ("a-result-twice", "eventful", Twice<BidOpened>()),
        ("a-result-too-few", "eventful", Drop<BidOpened>()),
        ("other-counts", "eventful", Change<LotOpened>(e => e with { Opened = e.Opened + 1 })),
        (
            "failed-although-enough-opened",
            "eventful",
            Change<LotOpened>(e => new LotFailed(
                e.At,
                e.Lot,
                LotFailure.FewOpened,
                World.Terms.RulePack.MinimumSubmittedRule
            ))
        ),
        ("opened-although-too-few", "goods", Change<LotFailed>(e => new LotOpened(e.At, e.Lot, 2, 1))),
        ("failed-with-an-empty-rule", "few", Change<LotFailed>(e => e with { Rule = "" })),
        ("failed-with-another-rule", "goods", Change<LotFailed>(e => e with { Rule = "spec:ceremony" })),
        ("no-lock-with-another-rule", "failed", Change<LotFailed>(e => e with { Rule = "bidding-reg:44" })),
        (
            "failed-although-enough-came",
            "eventful",
            events =>
                new(
                    Index<ReleaseBegan>(events),
                    1,
                    [
                        new LotFailed(
                            events[Index<ReleaseBegan>(events)].At,
                            "a",
                            LotFailure.FewSubmitted,
                            World.Terms.RulePack.MinimumSubmittedRule
                        ),
                    ]
                )
        ),
        ("attended-twice", "eventful", Twice<BidderAttended>()),
        ("an-objection-twice", "eventful", Twice<ObjectionRaised>()),
        ("an-answer-twice", "eventful", Twice<ObjectionAnswered>()),
        ("confirmed-twice", "eventful", Twice<RecordConfirmed>()),
        ("a-conclusion-twice", "eventful", Twice<SessionConcluded>()),
        ("a-record-twice", "eventful", Twice<RecordSealed>()),
        ("of-another-lot", "eventful", Change<LotFrozen>(e => e with { Lot = "z" })),
        ("an-act-of-nobody", "eventful", Change<BidderAttended>(e => e with { Submission = Sid })),
        // forms that accuse or name somebody
        (
            "a-cosignature-without-its-end-of-line",
            "eventful",
            Change<FreezeCosigned>(e => e with { Cosignature = e.Cosignature.TrimEnd('\n') })
        ),
        (
            "a-cosignature-under-another-name",
            "eventful",
            Change<FreezeCosigned>(e => e with { Cosignature = World.Line(3, World.Close / World.Second + 2) })
        ),
        ("partials-refused-without-a-signature", "eventful", Change<PartialRefused>(e => e with { Signature = null })),
        (
            "a-ceremony-that-accuses-without-a-complaint",
            "failed",
            Change<CeremonyFailed>(e => e with { By = 0, Signature = null })
        ),
        ("a-ceremony-that-accuses-nobody-known", "failed", Change<CeremonyFailed>(e => e with { Trustee = 9 })),
        ("a-bidders-fault-without-the-point", "eventful", Change<BidUnreadable>(e => e with { SharedPoint = null })),
        (
            "a-fault-of-nobody",
            "eventful",
            Change<BidUnreadable>(e => e with { Fault = Fault.Undetermined, SharedPoint = null })
        ),
        ("the-platforms-fault-with-a-point", "eventful", Change<BidUnreadable>(e => e with { Fault = Fault.Platform })),
        (
            "a-bare-key-attends",
            "eventful",
            Change<BidderAttended>(e => e with { Act = e.Act with { Certificate = World.Bidders[0].Person.Key } })
        ),
        (
            "a-bare-key-concludes",
            "eventful",
            Change<SessionConcluded>(e => e with { Act = e.Act with { Certificate = World.Host.Key } })
        ),
    ];

    [Fact]
    public void Both_readers_refuse_each_at_its_event_and_the_good_ones_not()
    {
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1" && !System.IO.File.Exists(File))
            Write();
        var vectors = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        Assert.Equal(["streams", "bad"], vectors.Select(p => p.Key));
        var streams = vectors["streams"]!.AsObject().ToDictionary(p => p.Key, p => Read(p.Value!));
        Assert.All(streams, stream => Assert.Null(Procedure.Check(stream.Value)));
        var bad = vectors["bad"]!.AsArray().Select(b => b!.AsObject()).ToList();
        Assert.Equal(Bad.Select(b => b.Name), bad.Select(b => b["name"]!.GetValue<string>()));
        Assert.All(
            bad,
            vector =>
            {
                var mutation = new Mutation(
                    vector["at"]!.GetValue<int>(),
                    vector["remove"]!.GetValue<int>(),
                    Read(vector["insert"]!)
                );
                var fault = Procedure.Check(mutation.Of(streams[vector["stream"]!.GetValue<string>()]));
                Assert.True(fault?.Height == vector["refusedAt"]!.GetValue<int>(), $"{vector["name"]}: {fault}");
            }
        );
    }

    [Fact]
    public void Each_mutation_of_a_new_stream_is_refused() =>
        Assert.All(
            Bad,
            bad =>
            {
                List<SessionEvent> events = [.. Good[bad.Stream]().Events];
                Assert.NotNull(Procedure.Check(bad.Make(events).Of(events)));
            }
        );

    private static void Write()
    {
        var streams = Good.ToDictionary(g => g.Key, g => g.Value().Events.ToList());
        var bad = Bad.Select(b =>
        {
            var (events, mutation) = (streams[b.Stream], b.Make(streams[b.Stream]));
            return (JsonNode)
                new JsonObject
                {
                    ["name"] = b.Name,
                    ["stream"] = b.Stream,
                    ["at"] = mutation.At,
                    ["remove"] = mutation.Remove,
                    ["insert"] = Text(mutation.Insert),
                    ["refusedAt"] =
                        Procedure.Check(mutation.Of(events))?.Height
                        ?? throw new InvalidOperationException($"{b.Name} is not refused"),
                };
        });
        var all = new JsonObject
        {
            ["streams"] = new JsonObject(streams.Select(s => KeyValuePair.Create(s.Key, (JsonNode?)Text(s.Value)))),
            ["bad"] = new JsonArray([.. bad]),
        };
        Directory.CreateDirectory(Path.GetDirectoryName(File)!);
        System.IO.File.WriteAllText(File, all.ToJsonString(Indented) + "\n");
    }

    private static JsonArray Text(IEnumerable<SessionEvent> events) =>
        new([.. events.Select(e => (JsonNode)Encoding.UTF8.GetString(EventCodec.Encode(e).Bytes))]);

    private static List<SessionEvent> Read(JsonNode events) =>
        [.. events.AsArray().Select(e => EventCodec.DecodeSession(Encoding.UTF8.GetBytes(e!.GetValue<string>())))];

    // One of everything that can happen to a lot that opens.
    internal static Story Eventful(World world)
    {
        var bidders = world.Bidders;
        var objection = world.Object(bidders[0]);
        OpeningResult[] results = [.. world.Results("a", 3), bidders[3].Unreadable(), bidders[4].Opened([1, 2, 3])];
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
            .And(World.Partial("a", 2))
            .And(world.Attend(bidders[0]))
            .And(objection)
            .And(world.Answer(objection))
            .And(world.Confirm(bidders[0]))
            .And(World.Cosign("a", 3, late: true))
            .And(world.Conclude())
            .And(World.SealRecord());
    }

    private static int Index<T>(List<SessionEvent> events) => events.FindIndex(e => e is T);

    private static Func<List<SessionEvent>, Mutation> Change<T>(Func<T, SessionEvent> change)
        where T : SessionEvent => events => new(Index<T>(events), 1, [change((T)events[Index<T>(events)])]);

    private static Func<List<SessionEvent>, Mutation> Last<T>(Func<T, SessionEvent> change)
        where T : SessionEvent =>
        events =>
        {
            var at = events.FindLastIndex(e => e is T);
            return new(at, 1, [change((T)events[at])]);
        };

    private static Func<List<SessionEvent>, Mutation> Retime<T>(long at)
        where T : SessionEvent => Change<T>(e => e with { At = at });

    private static Func<List<SessionEvent>, Mutation> Each<T>(Func<T, SessionEvent> change)
        where T : SessionEvent =>
        events =>
        {
            var (first, last) = (Index<T>(events), events.FindLastIndex(e => e is T));
            return new(first, last - first + 1, [.. events[first..(last + 1)].Select(e => e is T t ? change(t) : e)]);
        };

    private static Func<List<SessionEvent>, Mutation> Drop<T>(Func<T, bool>? which = null)
        where T : SessionEvent => events => new(events.FindIndex(e => e is T t && (which?.Invoke(t) ?? true)), 1, []);

    private static Func<List<SessionEvent>, Mutation> Twice<T>()
        where T : SessionEvent => events => new(Index<T>(events) + 1, 0, [events[Index<T>(events)]]);

    // With the event behind it.
    private static Func<List<SessionEvent>, Mutation> Swap<T>(Func<T, bool>? which = null)
        where T : SessionEvent =>
        events =>
        {
            var at = events.FindIndex(e => e is T t && (which?.Invoke(t) ?? true));
            return new(at, 2, [events[at + 1], events[at]]);
        };

    // To before the event of that index, at its hour, so that no time falls.
    private static Func<List<SessionEvent>, Mutation> Move<T>(Func<List<SessionEvent>, int> to)
        where T : SessionEvent =>
        events =>
        {
            var (from, target) = (Index<T>(events), to(events));
            if (target > from)
                return new(
                    from,
                    target - from,
                    [.. events[(from + 1)..target], events[from] with { At = events[target - 1].At }]
                );
            return new(
                target,
                from - target + 1,
                [events[from] with { At = events[target - 1].At }, .. events[target..from]]
            );
        };

    /// <summary>At an index some events are taken out and others put in.</summary>
    private sealed record Mutation(int At, int Remove, IReadOnlyList<SessionEvent> Insert)
    {
        public List<SessionEvent> Of(IReadOnlyList<SessionEvent> events) =>
            [.. events.Take(At), .. Insert, .. events.Skip(At + Remove)];
    }
}
