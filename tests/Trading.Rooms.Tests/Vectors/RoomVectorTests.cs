using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Trading.Rooms.Reports;

namespace Trading.Rooms.Tests.Vectors;

/// <summary>
/// tests/vectors/room/rooms.json: the streams of whole rooms by commit, and what is so after each. Keys differ each
/// time, so the frozen file is not compared with new stories but decided again; TRADING_WRITE_VECTORS=1 adds the
/// stories that it lacks. Source: docs/spec/room.md.
/// </summary>
public sealed class RoomVectorTests
{
    private const string File = "rooms.json";

    public static TheoryData<string> Names => [.. RoomStories.All.Keys];

    [Theory, MemberData(nameof(Names))]
    public void A_frozen_room_folds_to_what_the_file_says(string name)
    {
        if (RoomVectors.Writes)
            Write();
        var frozen = RoomVectors.Read(File)["cases"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == name)!;
        Room state = new Room.None();
        List<string> types = [];
        var said = new JsonObject();
        List<RoomEvent> events = [];
        foreach (var commit in frozen["commits"]!.AsArray())
        {
            foreach (var pair in commit!["events"]!.AsArray())
            {
                var (stream, bytes) = (pair![0]!.GetValue<string>(), pair[1]!.GetValue<string>());
                var type = JsonNode.Parse(bytes)!["type"]!.GetValue<string>();
                var happened = RoomCodec.Table.Decode(type, Encoding.UTF8.GetBytes(bytes));
                Assert.Equal(stream, StreamOf(happened));
                state = RoomDecider.Evolve(state, happened);
                events.Add(happened);
                types.Add(type);
            }
            foreach (var (key, value) in commit["state"]!.AsObject())
                said[key] = value!.DeepClone();
            Assert.True(JsonNode.DeepEquals(said, Told(state, events)), $"{said}{Told(state, events)}");
        }
        Assert.Equal(RoomStories.All[name]().Events.Select(e => e.GetType().Name), types);
    }

    private static string StreamOf(RoomEvent happened) => RoomVisibility.Of(StartsOf.Room, happened).Split('.')[0];

    private static void Write()
    {
        var known = System.IO.File.Exists(RoomVectors.PathOf(File))
            ? RoomVectors.Read(File)["cases"]!.AsArray().Select(c => c!.DeepClone()).ToList()
            : [];
        var names = known.Select(c => c["name"]!.GetValue<string>()).ToHashSet(StringComparer.Ordinal);
        if (RoomStories.All.Keys.All(names.Contains))
            return;
        known.AddRange(RoomStories.All.Where(s => !names.Contains(s.Key)).Select(s => CaseOf(s.Key, s.Value())));
        RoomVectors.Write(
            File,
            new JsonObject
            {
                ["format"] = "docs/spec/room.md, \"Events\": whole rooms, by commit, and what is so after each",
                ["cases"] = new JsonArray([.. known]),
            }
        );
    }

    private static JsonObject CaseOf(string name, PlayedRoom room) =>
        new() { ["name"] = name, ["commits"] = new JsonArray([.. CommitsOf(room)]) };

    // Of a state what has changed since the commit before.
    private static IEnumerable<JsonNode> CommitsOf(PlayedRoom room)
    {
        var before = new JsonObject();
        List<RoomEvent> all = [];
        foreach (var (events, state) in room.Commits)
        {
            all.AddRange(events);
            var told = Told(state, all);
            yield return new JsonObject
            {
                ["events"] = new JsonArray([.. events.Select(EventOf)]),
                ["state"] = new JsonObject(
                    told.Where(t => !JsonNode.DeepEquals(t.Value, before[t.Key]))
                        .Select(t => KeyValuePair.Create(t.Key, t.Value?.DeepClone()))
                ),
            };
            before = told;
        }
    }

    private static JsonNode EventOf(RoomEvent happened) =>
        new JsonArray(StreamOf(happened), Encoding.UTF8.GetString(RoomCodec.Table.Encode(happened).Bytes));

    /// <summary>What a page has to know, too.</summary>
    private static JsonObject Told(Room state, IReadOnlyList<RoomEvent> events)
    {
        var told = new JsonObject
        {
            ["phase"] = state switch
            {
                Room.Stopped => "stopped",
                Room.Failed => "failed",
                Room.Concluded => "concluded",
                _ => "sitting",
            },
        };
        if (SittingOf(state) is not { } s)
            return told;
        var (committee, work) = (s.Committee, s.Work);
        told["stage"] = s.Stage.ToString();
        told["members"] = Texts(committee.Members.Select(m => $"{m.Key}{(m.Value.HasPledged ? " pledged" : "")}"));
        told["leader"] = committee.Leader;
        told["endsAt"] = work.EndsAt;
        told["revision"] = work.Revision;
        told["out"] = Texts(work.Rejections.Select(r => $"{r.Key} {r.Value.Ground} {r.Value.Rule} {r.Value.IsLate}"));
        told["questions"] = Texts(
            work.Questions.Select(q => $"{q.Key} {q.Value.Kind} {q.Value.State} {Late(q.Value)}")
        );
        told["goesOn"] = work.GoesOn;
        told["changes"] = Texts(
            work.Changes.Select(c => $"{c.Kind} {c.Seat} {c.Bid} {c.Criterion} {c.Before} {c.After}")
        );
        told["brands"] = Texts(work.Brands.Select(b => $"{b.Key} {b.Value}"));
        told["short"] = Texts(work.Short.Select(seat => $"{seat}"));
        told["motion"] = MotionSteps.MotionOf(s) is { } motion
            ? $"{motion.Kind} {string.Join(' ', motion.Votes.Select(v => $"{v.Key}:{v.Value}"))}"
            : "";
        told["tied"] = s is Room.Electing e ? Texts(e.Tied.Select(seat => $"{seat}")) : Texts([]);
        var count = (s as Room.Summing)?.Count ?? (s as Room.Reporting)?.Count;
        told["count"] = count is null ? "" : RoomVectors.Hex(count.ResultHash);
        told["blocked"] = (s as Room.Summing)?.Blocked?.Code ?? "";
        told["draft"] = s is Room.Reporting r ? $"{r.Draft.Hash} {r.Draft.SignBy}" : "";
        told["opinions"] = s is Room.Reporting o ? Texts(o.Opinions.Select(p => $"{p.Key}:{p.Value}")) : Texts([]);
        // Papers count where they stand for whoever sits now.
        told["reviews"] = Papers(
            work.Reviews.Select(p => $"{p.Key.Stage} {p.Key.Bid} {p.Key.Seat} {RoomVectors.Hex(p.Value.Commitment)}")
        );
        told["sheets"] = Papers(work.Sheets.Select(p => $"{p.Key} {RoomVectors.Hex(p.Value.Commitment)}"));
        // What a draft that is made now names, and what the last one should have named.
        told["report"] = ReportHash.Of(s.Facts, events) ?? "";
        told["drafted"] = ReportHash.OfDraft(s.Facts, events) ?? "";
        told["disclosed"] = work.Disclosed;
        return told;
    }

    // A limit matters to whoever may still answer.
    private static string Late(Question question) =>
        question.State == QuestionState.Open ? question.AnswerBy.ToString(CultureInfo.InvariantCulture) : "";

    private static Room.Sitting? SittingOf(Room state) =>
        state switch
        {
            Room.Sitting s => s,
            Room.Stopped s => s.Before,
            Room.Failed s => s.Last,
            Room.Concluded s => s.Last,
            _ => null,
        };

    // Their number, and a hash of what they are.
    private static string Papers(IEnumerable<string> papers)
    {
        string[] lines = [.. papers];
        var hash = PlayedRoom.Suite.Hash(Encoding.UTF8.GetBytes(string.Join('\n', lines)));
        return $"{lines.Length} {RoomVectors.Hex(hash)[..16]}";
    }

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(t => (JsonNode)t)]);
}
