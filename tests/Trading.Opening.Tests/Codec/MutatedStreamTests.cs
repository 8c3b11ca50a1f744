using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// Every good stream with every event dropped, doubled, swapped, moved, retimed or taken from another session:
/// tests/vectors/sessions-bad/mutations.json says of each where both readers refuse it, or what they fold it to. How a
/// stream is mutated stands in docs/spec/archive.md, "Mutated streams", so the file holds answers alone. Its streams
/// are frozen (keys differ each time); the answers are made again and compared. TRADING_WRITE_VECTORS=1 writes
/// them.
/// </summary>
public partial class MutatedStreamTests
{
    private static readonly string Vectors = Path.Combine(EventCodecTests.Root(), "tests", "vectors");
    private static readonly string File = Path.Combine(Vectors, "sessions-bad", "mutations.json");
    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    // In the order in which a donor of an event is looked for.
    private static readonly Dictionary<string, Func<World, Story>> Stories = new(StringComparer.Ordinal)
    {
        ["eventful"] = BadStreamTests.Eventful,
        ["late"] = world =>
            Story.Given([
                world.Prepare,
                .. world.ToFrozen("a"),
                world.LateFreeze(World.Host),
                world.LateFreeze(World.Supervisor),
                World.Cosign("a", 2, true),
                World.Cosign("a", 3, true),
            ]),
        ["failed"] = world =>
            Story.Given([world.Prepare, .. world.LockOf("a").Commands("a", World.Start).Take(4), world.Complain("a")]),
        ["two"] = world => TwoLots(World.Two.InSession(world.Id)),
        ["stood"] = world =>
            Story.Given([
                world.Prepare,
                .. world.ToIntake("a"),
                World.StandStill(),
                World.FreezeOf("a", 3) with
                {
                    Now = World.Close + 4 * World.Second,
                },
            ]),
    };

    private static readonly string[] Kinds =
    [
        "dropped",
        "doubled",
        "swapped",
        "swapped-in-time",
        "first",
        "first-in-time",
        "last",
        "last-in-time",
        "early",
        "foreign",
        "foreign-in-time",
    ];

    private static readonly ConcurrentDictionary<string, CeremonyFailure?> Verdicts = new(StringComparer.Ordinal);

    [Fact]
    public void Each_mutation_of_each_good_stream_is_refused_where_it_was()
    {
        var writes = Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1";
        var frozen = System.IO.File.Exists(File) ? JsonNode.Parse(System.IO.File.ReadAllText(File)) : null;
        var own = frozen?["streams"]!.AsObject().ToDictionary(p => p.Key, p => Texts(p.Value!)) ?? Told();
        var good = Good(own);
        Assert.Equal([], good.Concat(own).Where(g => Check(g.Value) is not null).Select(g => g.Key + Check(g.Value)));
        var donors = Stories.Keys.Select(name => own["other-" + name]).ToList();
        var answers = new ConcurrentDictionary<string, JsonObject>(StringComparer.Ordinal);
        Parallel.ForEach(good, stream => answers[stream.Key] = Answers(stream.Value, donors));
        if (writes)
            Write(own, good.Keys.Select(name => KeyValuePair.Create(name, answers[name])));
        var vectors = JsonNode.Parse(System.IO.File.ReadAllText(File))!.AsObject();
        Assert.Equal(["streams", "answers"], vectors.Select(p => p.Key));
        Assert.Equal(good.Keys, vectors["answers"]!.AsObject().Select(p => p.Key));
        Assert.All(
            good.Keys,
            name => Assert.Equal(answers[name].ToJsonString(Relaxed), vectors["answers"]![name]!.ToJsonString(Relaxed))
        );
    }

    private static Story TwoLots(World world)
    {
        var objection = world.Object(world.Bidders[1]);
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
            .And(new FailLot(World.Close + 2 * World.Second, "b"))
            .And(World.Partial("a", 1))
            .And(World.Partial("a", 3))
            .And(world.OpenAll("a", world.Results("a")))
            .And(objection)
            .And(world.Answer(objection))
            .And(world.Conclude());
    }

    private static Dictionary<string, string[]> Told()
    {
        var other = World.One.InSession(new string('6', 32));
        return new[] { ("one-", World.One), ("other-", other) }
            .SelectMany(world =>
                Stories.Select(story => (Name: world.Item1 + story.Key, Story: story.Value(world.Item2)))
            )
            .ToDictionary(
                told => told.Name,
                told => told.Story.Events.Select(e => Encoding.UTF8.GetString(EventCodec.Encode(e).Bytes)).ToArray()
            );
    }

    // Of the streams of version 1 one tells its lots one after the other, which the procedure never did.
    private static Dictionary<string, string[]> Good(Dictionary<string, string[]> own)
    {
        var good = new Dictionary<string, string[]>(StringComparer.Ordinal);
        foreach (var file in Directory.GetFiles(Path.Combine(Vectors, "sessions")).Order(StringComparer.Ordinal))
        {
            if (Path.GetFileNameWithoutExtension(file) == "two-lots")
                continue;
            good["sessions/" + Path.GetFileNameWithoutExtension(file)] = Texts(Parsed(file)["events"]!);
        }
        var bad = Parsed(Path.Combine(Vectors, "sessions-bad", "streams.json"))["streams"]!.AsObject();
        foreach (var (name, stream) in bad)
            good["bad/" + name] = Texts(stream!);
        foreach (var (name, stream) in own.Where(p => p.Key.StartsWith("one-", StringComparison.Ordinal)))
            good["mutations/" + name] = stream;
        return good;
    }

    private static JsonObject Answers(string[] good, List<string[]> donors) =>
        new(
            Kinds.Select(kind =>
                KeyValuePair.Create(
                    kind,
                    (JsonNode?)
                        new JsonArray([
                            .. Enumerable
                                .Range(0, good.Length)
                                .Select(i => Mutated(good, kind, i, donors) is { } bad ? Answer(bad) : null),
                        ])
                )
            )
        );

    /// <summary>The stream with the event of that index mutated, or null where there is nothing to do.</summary>
    private static string[]? Mutated(string[] good, string kind, int i, List<string[]> donors)
    {
        var last = good.Length - 1;
        List<string> moved = [.. good];
        moved.RemoveAt(i);
        switch (kind)
        {
            case "dropped":
                return [.. moved];
            case "doubled":
                return [.. good[..(i + 1)], .. good[i..]];
            case "swapped" or "swapped-in-time" when i < last:
                moved.Insert(i + 1, good[i]);
                break;
            case "first" or "first-in-time" when i > 0:
                moved.Insert(0, good[i]);
                break;
            case "last" or "last-in-time" when i < last:
                moved.Add(good[i]);
                break;
            case "early":
                moved.Insert(i, At(good[i], i == 0 ? -1 : TimeOf(good[i - 1]) - 1));
                break;
            case "foreign"
            or "foreign-in-time"
                when donors.SelectMany(d => d).FirstOrDefault(e => TypeOf(e) == TypeOf(good[i])) is { } foreign:
                moved.Insert(i, foreign);
                break;
            default:
                return null;
        }
        return kind.EndsWith("-in-time", StringComparison.Ordinal)
            ? [.. moved.Select((e, place) => At(e, TimeOf(good[place])))]
            : [.. moved];
    }

    private static JsonNode Answer(string[] texts) =>
        Check(texts) is not { } fault ? Digest(texts)
        : IsOfKeysAlone(texts, fault) ? new JsonArray(fault.Height, Digest(texts))
        : fault.Height;

    // Whether a complaint bears its trustee's signature only keys tell: a page folds on.
    private static bool IsOfKeysAlone(string[] texts, ProcedureFault fault) =>
        fault.Problem == "Nobody is accused without the signed complaint of a trustee."
        && Read(texts[0]) is SessionPrepared { Terms.Version: > 1 }
        && Read(texts[fault.Height]) is CeremonyFailed { By: > 0, Signature.Length: Suite.SignatureBytes };

    private static ProcedureFault? Check(string[] texts)
    {
        var events = texts.Select(Read).ToList();
        return Procedure.Check(
            events,
            null,
            e => events[0] is SessionPrepared prepared ? VerdictOf(texts[0], prepared, e) : null
        );
    }

    // A lock is verified once, not once for each mutation.
    private static CeremonyFailure? VerdictOf(string text, SessionPrepared prepared, LockCertified e) =>
        Verdicts.GetOrAdd(
            text + e.Lot + Convert.ToBase64String(e.Certificate),
            _ =>
                Decider.Fold([prepared]) is Session.Running running
                && running.Lots.TryGetValue(e.Lot, out var lot)
                && LockCertificate.TryParse(e.Certificate, out var certificate)
                    ? certificate!.Verify(lot.Policy.CeremonyParameters())
                    : null
        );

    /// <summary>The first 8 bytes of the SHA-256 of the snapshot, keys sorted, in the one form of JSON.</summary>
    private static string Digest(string[] texts)
    {
        var session = JsonNode.Parse(Snapshot.ToJson(Decider.Fold(texts.Select(Read)), now: 0))!;
        foreach (var lot in session["lots"]?.AsArray() ?? [])
            lot!.AsObject().Remove("held");
        var text = new JsonText();
        Print(text, session);
        return Convert.ToHexStringLower(SHA256.HashData(text.Written))[..16];
    }

    private static void Print(JsonText text, JsonNode? node)
    {
        if (node is JsonObject fields)
        {
            text.Raw("{");
            foreach (var (key, value) in fields.OrderBy(p => p.Key, StringComparer.Ordinal))
            {
                Print(text.String(key).Raw(":"), value);
                text.Raw(",");
            }
            text.Raw("}");
        }
        else if (node is JsonArray items)
        {
            text.Raw("[");
            foreach (var item in items)
            {
                Print(text, item);
                text.Raw(",");
            }
            text.Raw("]");
        }
        else if (node?.GetValueKind() == JsonValueKind.String)
            text.String(node.GetValue<string>());
        else
            text.Raw(node?.ToJsonString() ?? "null");
    }

    private static void Write(
        Dictionary<string, string[]> streams,
        IEnumerable<KeyValuePair<string, JsonObject>> answers
    )
    {
        static string Lines(IEnumerable<string> lines) => string.Join(",\n", lines);
        static string Line(KeyValuePair<string, JsonNode?> kind) =>
            $"\"{kind.Key}\": {kind.Value!.ToJsonString(Relaxed)}";
        var text = new StringBuilder("{\n\"streams\": {\n");
        text.Append(
            Lines(
                streams.Select(s =>
                    $"\"{s.Key}\": [\n{Lines(s.Value.Select(e => JsonValue.Create(e).ToJsonString(Relaxed)))}\n]"
                )
            )
        );
        text.Append("\n},\n\"answers\": {\n");
        text.Append(Lines(answers.Select(a => $"\"{a.Key}\": {{\n{Lines(a.Value.Select(Line))}\n}}")));
        System.IO.File.WriteAllText(File, text.Append("\n}\n}\n").ToString());
    }

    private static JsonNode Parsed(string file) => JsonNode.Parse(System.IO.File.ReadAllText(file))!;

    private static string[] Texts(JsonNode events) => [.. events.AsArray().Select(e => e!.GetValue<string>())];

    private static SessionEvent Read(string text) => EventCodec.DecodeSession(Encoding.UTF8.GetBytes(text));

    private static string TypeOf(string text) => Head().Match(text).Groups[1].Value;

    private static long TimeOf(string text) => long.Parse(Head().Match(text).Groups[2].Value);

    private static string At(string text, long at) =>
        Head().Replace(text, $"{{\"type\":\"{TypeOf(text)}\",\"at\":{at}");

    [GeneratedRegex("^\\{\"type\":\"([A-Za-z]+)\",\"at\":(-?[0-9]+)")]
    private static partial Regex Head();
}
