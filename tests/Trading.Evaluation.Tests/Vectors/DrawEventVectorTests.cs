using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Crypto;
using Trading.Evaluation.Archives;
using Trading.Evaluation.Draws;
using Trading.Evaluation.Requests;
using Trading.Evaluation.Statements;
using Trading.Evaluation.Tests.Draws;
using Trading.Streams.Archives;
using State = Trading.Evaluation.Draws.Draw;

namespace Trading.Evaluation.Tests.Vectors;

/// <summary>
/// tests/vectors/draw/events.json: the streams of whole draws in the order in which they came, what they fold to, and
/// what the checks of their archives find. Keys and signatures of a story differ each time, so the frozen file is not
/// compared with new stories but folded and checked again; TRADING_WRITE_VECTORS=1 adds the stories that it lacks.
/// </summary>
public class DrawEventVectorTests
{
    private const long Second = 1_000_000;

    private static readonly JsonSerializerOptions Form = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly Dictionary<string, Func<Story>> Stories = new()
    {
        ["whole"] = Whole,
        ["again"] = Again,
        ["again-not-arrived"] = AgainNotArrived,
        ["short"] = Short,
        ["not-drawn"] = NotDrawn,
        ["not-arrived"] = NotArrived,
        ["seat-open"] = SeatOpen,
        ["buyers"] = Buyers,
        ["unseated"] = Unseated,
        ["waiting"] = Waiting,
        ["uncompared"] = Uncompared,
        ["external"] = External,
        ["external-avoids"] = ExternalAvoids,
        ["external-missing"] = ExternalMissing,
    };

    public static TheoryData<string> Names => [.. Stories.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_frozen_draw_folds_and_holds(string name)
    {
        var frozen = File()["cases"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == name)!;
        var events = frozen["events"]!.AsArray().Select(Event).ToList();
        // Who sits differs with the keys, and with it how often somebody is rung; never what can happen.
        Assert.Equal(
            Stories[name]().Events.Select(e => e.GetType().Name).Distinct(),
            events.Select(e => e.Happened.GetType().Name).Distinct()
        );
        Assert.All(events, e => Assert.Equal(e.Stream, StreamOf(e.Happened)));
        State state = new State.None();
        var phases = events.Select(e => Phase(state = DrawDecider.Evolve(state, e.Happened)));
        Assert.Equal(frozen["phases"]!.AsArray().Select(p => p!.GetValue<string>()), phases);
        var rows = frozen["rows"]!
            .AsObject()
            .ToDictionary(r => r.Key, r => Convert.FromBase64String(r.Value!.GetValue<string>()));
        Assert.Equal(
            frozen["checks"]!.ToJsonString(),
            ChecksOf([.. events.Select(e => e.Happened)], rows, frozen["trust"]!.GetValue<string>()).ToJsonString()
        );
    }

    [Fact]
    public void A_shortage_that_the_custodian_did_not_sign_is_caught()
    {
        var draw = Short();
        var failed = draw.Events.OfType<DrawFailed>().Single();
        DrawEvent[] changed = [.. draw.Events.SkipLast(1), failed with { Left = failed.Left - 1 }];
        Assert.Equal("Fail", ChecksOf(changed, [], draw.Trust)["V74"]!.GetValue<string>());
    }

    private static Story Whole()
    {
        var draw = DecidedDraw.Seated();
        draw.Now += Second;
        var first = draw.Drawn.Seated;
        Do(draw, draw.Tell(first[0], PositionOutcome.Confirmed));
        Do(draw, draw.Tell(first[1], PositionOutcome.Declined));
        Do(draw, draw.Tell(first[2], PositionOutcome.Silent));
        draw.Now += Second;
        string[] units = [InventedExperts.UnitCode(1), InventedExperts.UnitCode(2)];
        Do(draw, new NameBidders(draw.Now, units));
        Do(draw, draw.Conflicts(draw.Drawn.Units!, first[3]));
        foreach (var position in draw.Drawn.Seated.Except([first[0]]).ToList())
            Do(draw, draw.Tell(position, PositionOutcome.Confirmed));
        draw.Now += 1800 * Second;
        var gone = draw.Drawn.Seated[^1];
        Do(draw, draw.Tell(gone, PositionOutcome.Presented));
        Do(draw, draw.Tell(gone, PositionOutcome.Avoids));
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Now += Second;
        var left = ((State.Drawn)((State.Over)draw.State).Last).Seated[0];
        foreach (var outcome in (PositionOutcome[])[PositionOutcome.Left, PositionOutcome.Back])
        {
            var said = new PositionStatement(draw.Request.Draw, draw.Commitment.Root, 0, left, outcome);
            Do(draw, new TellPosition(draw.Now, said.ToBytes(), said.Sign(draw.Gate), draw.Candidates));
        }
        return draw;
    }

    // Of two who are hit one has arrived, and leaves; the other one is on the way.
    private static Story Unseated()
    {
        var draw = DecidedDraw.Seated();
        draw.Now += Second;
        var (inside, coming, stays) = (draw.Drawn.Seated[0], draw.Drawn.Seated[1], draw.Drawn.Seated[2]);
        Do(draw, draw.Tell(coming, PositionOutcome.Confirmed));
        draw.Arrive(inside);
        draw.Arrive(stays);
        draw.Now += Second;
        Do(draw, new NameBidders(draw.Now, [InventedExperts.UnitCode(1)]));
        Do(draw, draw.Conflicts(draw.Drawn.Units!, inside, coming));
        draw.Now += Second;
        Do(draw, draw.Tell(inside, PositionOutcome.Left));
        foreach (var position in draw.Drawn.Seated.Except([stays]).ToList())
            draw.Arrive(position);
        return draw;
    }

    // All have come before the opening names anybody; then one of them turns out to work for a bidder.
    private static Story Waiting()
    {
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Now += 1800 * Second;
        draw.Name(InventedExperts.UnitCode(1));
        var inside = draw.Drawn.Seated[0];
        Do(draw, draw.Conflicts(draw.Drawn.Units!, inside));
        draw.Now += Second;
        Do(draw, draw.Tell(inside, PositionOutcome.Left));
        draw.Arrive(draw.Drawn.Seated.Except(draw.Drawn.Arrived).Single());
        return draw;
    }

    // All have come, and the opening is held for hours.
    private static Story Uncompared()
    {
        var draw = DecidedDraw.Seated();
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Do(draw, new DiscloseDraw(draw.Now));
        return draw;
    }

    private static Story Again()
    {
        var draw = DecidedDraw.Seated();
        Do(draw, draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Declined));
        draw.Now += Second;
        Do(draw, draw.Again("短信通道中断，通知未能发出"));
        Do(draw, draw.Combine(2, 3));
        Do(draw, draw.Again("门禁故障"));
        Do(draw, draw.Combine(1, 3));
        Do(draw, draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Silent));
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Name();
        return draw;
    }

    // Nobody was rung after the second draw: the counts of the first are not its own.
    private static Story AgainNotArrived()
    {
        var draw = DecidedDraw.Seated();
        Do(draw, draw.Tell(draw.Drawn.Seated[0], PositionOutcome.Declined));
        Do(draw, draw.Again("名单在抽取前已泄露"));
        Do(draw, draw.Combine(1, 2));
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Do(draw, new EndDraw(draw.Now, DrawFailure.NotArrived));
        return draw;
    }

    private static Story Short()
    {
        var draw = Locked();
        var shortage = new Shortage(0, 5, 2, Constraint.Unit);
        var signed = DrawStatements.Shortage(draw.Request.Hash(), shortage);
        Do(draw, new TellShortage(draw.Now, shortage, draw.Custodian.Sign(Tags.DrawShortage, signed)));
        return draw;
    }

    private static Story NotDrawn()
    {
        var draw = Locked();
        draw.Now = draw.Request.RoomAt;
        Do(draw, new EndDraw(draw.Now, DrawFailure.NotDrawn));
        return draw;
    }

    private static Story NotArrived()
    {
        var draw = DecidedDraw.Seated();
        draw.Arrive(draw.Drawn.Seated[0]);
        draw.Now = DrawDue.LastArrivalAt(draw.Request);
        Do(draw, new EndDraw(draw.Now, DrawFailure.NotArrived));
        return draw;
    }

    private static Story SeatOpen()
    {
        var draw = DecidedDraw.Seated();
        while (draw.State is State.Drawn drawn)
            Do(draw, draw.Tell(drawn.Seated[0], PositionOutcome.Declined));
        return draw;
    }

    private static readonly Expert[] Sent = [.. InventedExperts.Of(60).Skip(50).Take(2)];

    // One comes while trustees answer, the other one after the disclosure; the first leaves and comes back.
    private static Story Buyers()
    {
        var draw = DecidedDraw.Seated(DrawRequests.WithBuyers([.. Sent.Select(p => p.Id)]));
        Do(draw, draw.Again("抽取条件有误"));
        Come(draw, 10_000);
        Do(draw, draw.Combine(1, 2));
        draw.Now += Second;
        Do(draw, Tell(draw, 10_000, PositionOutcome.Left));
        Do(draw, Tell(draw, 10_000, PositionOutcome.Back));
        foreach (var position in draw.Drawn.Seated)
            draw.Arrive(position);
        draw.Name();
        draw.Now += Second;
        Come(draw, 10_001);
        return draw;
    }

    private static TellPosition Tell(DecidedDraw draw, int number, PositionOutcome outcome)
    {
        var said = new PositionStatement(draw.Request.Draw, draw.Commitment.Root, 0, number, outcome);
        return new TellPosition(draw.Now, said.ToBytes(), said.Sign(draw.Gate), []);
    }

    private static void Come(DecidedDraw draw, int number)
    {
        var who = Sent[number - PersonSeat.FirstBuyer];
        Do(draw, Tell(draw, number, PositionOutcome.Arrived));
        var naming = new PersonNaming(draw.Request.Draw, draw.Commitment.Root, number, who.Name, who.Id);
        var signature = draw.Gate.Sign(Tags.DrawPersonNamed, naming.ToBytes());
        Do(draw, new NamePerson(draw.Now, number, who.Name, who.Id, signature));
    }

    private static Story External() => ImportedDraw.Whole();

    private static Story ExternalAvoids()
    {
        var draw = Imported();
        draw.Arrive(draw.Seats[0].Number);
        var expert = draw.Experts.First().Number;
        draw.Arrive(expert);
        Assert.True(draw.Do(draw.Tell(expert, PositionOutcome.Avoids)).IsAccepted);
        Assert.True(draw.Do(draw.Keep()).IsAccepted);
        return draw;
    }

    private static Story ExternalMissing()
    {
        var draw = Imported();
        draw.Arrive(draw.Experts.First().Number);
        draw.Now = DrawDue.LastArrivalAt(draw.Import.Request);
        Assert.True(draw.Do(new EndDraw(draw.Now, DrawFailure.NotArrived)).IsAccepted);
        return draw;
    }

    private static ImportedDraw Imported()
    {
        var draw = new ImportedDraw();
        Assert.True(draw.Do(draw.Wish()).IsAccepted);
        return draw;
    }

    private static DecidedDraw Locked()
    {
        var draw = new DecidedDraw();
        Assert.True(draw.Publish().IsAccepted);
        draw.Certify();
        return draw;
    }

    private static void Do(DecidedDraw draw, DrawCommand command) => Assert.True(draw.Do(command).IsAccepted);

    private static JsonObject File()
    {
        var file = Path.Combine(VectorFile.Folder, "events.json");
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            Write(file);
        return JsonNode.Parse(System.IO.File.ReadAllText(file))!.AsObject();
    }

    private static void Write(string file)
    {
        var known = System.IO.File.Exists(file)
            ? JsonNode.Parse(System.IO.File.ReadAllText(file))!["cases"]!.AsArray().Select(c => c!.DeepClone()).ToList()
            : [];
        var names = known.Select(c => c["name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        if (Stories.Keys.All(names.Contains))
            return;
        known.AddRange(Stories.Where(s => !names.Contains(s.Key)).Select(s => CaseOf(s.Key, s.Value())));
        var text = new JsonObject
        {
            ["format"] = "docs/spec/draw.md, \"Streams\": whole draws, their events by stream in the order of the log",
            ["cases"] = new JsonArray([.. known]),
        }.ToJsonString(Form);
        System.IO.File.WriteAllText(file, text + "\n");
    }

    private static JsonObject CaseOf(string name, Story draw)
    {
        var rows = draw.Rows;
        State state = new State.None();
        return new JsonObject
        {
            ["name"] = name,
            ["trust"] = draw.Trust,
            ["shares"] = new JsonArray([.. draw.Shares.Select(s => (JsonNode)VectorFile.Hex(s.Encode()))]),
            ["events"] = new JsonArray([
                .. draw.Events.Select(e =>
                    (JsonNode)new JsonArray(StreamOf(e), Encoding.UTF8.GetString(DrawCodec.Table.Encode(e).Bytes))
                ),
            ]),
            ["phases"] = new JsonArray([
                .. draw.Events.Select(e => (JsonNode)Phase(state = DrawDecider.Evolve(state, e))),
            ]),
            ["rows"] = new JsonObject(
                rows.Select(r => KeyValuePair.Create(r.Key, (JsonNode?)Convert.ToBase64String(r.Value)))
            ),
            ["checks"] = ChecksOf(draw.Events, rows, draw.Trust),
        };
    }

    private static JsonObject ChecksOf(IReadOnlyList<DrawEvent> events, Dictionary<string, byte[]> rows, string trust)
    {
        byte[] Bytes(DrawEvent e) => DrawCodec.Table.Encode(e).Bytes;
        byte[][] Of(string stream) => [.. events.Where(e => StreamOf(e) == stream).Select(Bytes)];
        var leaves = Of("draw").Select(b => (ArchiveLeaf)new ArchiveLeaf.Disclosed(new byte[32], b)).ToList();
        var member = new StreamMember(ArchiveKind.Full, leaves, ["no head\n"]);
        var file = new DrawArchive(member, Of("drawn"), Of("seated"), rows, PaperOf(events)).ToFile();
        Assert.True(TrustFile.TryParse(trust, out var read, out _));
        return new JsonObject(
            DrawArchiveAudit
                .Check(file, read)
                .Checks.Where(c => string.CompareOrdinal(c.Number, "V61") >= 0)
                .Select(c => KeyValuePair.Create(c.Number, (JsonNode?)c.Outcome.ToString()))
        );
    }

    private static byte[]? PaperOf(IReadOnlyList<DrawEvent> events) =>
        events.Any(e => e is PaperKept) ? ImportedDraw.Paper : null;

    private static (string Stream, DrawEvent Happened) Event(JsonNode? pair)
    {
        var text = pair![1]!.GetValue<string>();
        return (pair[0]!.GetValue<string>(), DrawCodec.Table.Decode(Encoding.UTF8.GetBytes(text)));
    }

    private static string StreamOf(DrawEvent happened) => DrawVisibility.Of("", happened).TrimEnd('.');

    private static string Phase(State state) =>
        state switch
        {
            State.Locking => "locking",
            State.Drawn => "drawn",
            State.Committed => "committed",
            State.Over { Failure: null } or State.ImportOver { Failure: null } => "settled",
            State.Over or State.ImportOver => "failed",
            State.Imported => "imported",
            _ => "locked",
        };

    /// <summary>What stands of a draw in the file, of whichever kind it is.</summary>
    private sealed record Story(
        IReadOnlyList<DrawEvent> Events,
        Dictionary<string, byte[]> Rows,
        string Trust,
        IReadOnlyList<Scalar> Shares
    )
    {
        public static implicit operator Story(DecidedDraw draw)
        {
            var rows = new Dictionary<string, byte[]>();
            if (draw.Commitment is { } made)
                rows.Add(
                    Convert.ToHexStringLower(made.Root),
                    [.. made.Head.ToBytes(), .. made.Positions.SelectMany(p => p.ToBytes())]
                );
            return new(draw.Events, rows, draw.Trust.ToText(), draw.Shares);
        }

        public static implicit operator Story(ImportedDraw draw) => new(draw.Events, [], draw.Trust.ToText(), []);
    }
}
