using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Opening.Tests;

public class EventCodecTests
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    [Fact]
    public void Every_event_has_a_codec_case_and_a_fixture()
    {
        Assert.Equal(Types<SessionEvent>(), Examples.Session.Select(e => e.GetType().Name).Order());
        Assert.Equal(Types<IntakeEvent>(), Examples.Intake.Select(e => e.GetType().Name).Order());
        Assert.Equal(Types<SessionEvent>(), EventCodec.Session.Types.Order());
        Assert.Equal(Types<IntakeEvent>(), EventCodec.Intake.Types.Order());
    }

    [Fact]
    public void Every_event_comes_back_from_its_bytes()
    {
        foreach (var happened in Examples.Session.Concat(Examples.Variants))
        {
            var (type, bytes) = EventCodec.Encode(happened);
            Assert.Equal(Dump.Of(happened), Dump.Of(EventCodec.DecodeSession(type, bytes)));
            Assert.Equal(Dump.Of(happened), Dump.Of(EventCodec.DecodeSession(bytes)));
        }
        foreach (var happened in Examples.Intake)
        {
            var (type, bytes) = EventCodec.Encode(happened);
            Assert.Equal(Dump.Of(happened), Dump.Of(EventCodec.DecodeIntake(type, bytes)));
            Assert.Equal(Dump.Of(happened), Dump.Of(EventCodec.DecodeIntake(bytes)));
        }
    }

    [Fact]
    public void An_event_is_plain_json_with_its_type_first()
    {
        var text = Encoding.UTF8.GetString(EventCodec.Encode(new LotFrozen(1, "a", 131, [1, 2, 255], 5, 3)).Bytes);
        Assert.Equal(
            """{"type":"LotFrozen","at":1,"lot":"a","treeSize":131,"root":"AQL/","entries":5,"live":3}""",
            text
        );
    }

    [Fact]
    public void A_key_with_a_default_is_left_out_exactly_while_it_holds_the_default()
    {
        var withDecimals = Encoding.UTF8.GetString(
            EventCodec.Encode(Examples.Variants.OfType<SessionPrepared>().First()).Bytes
        );
        var without = withDecimals.Replace(",\"unitPriceDecimals\":6", "", StringComparison.Ordinal);
        var spelledOut = withDecimals.Replace(
            "\"unitPriceDecimals\":6",
            "\"unitPriceDecimals\":2",
            StringComparison.Ordinal
        );
        Assert.NotEqual(withDecimals, without);
        Assert.Equal(
            2,
            ((SessionPrepared)EventCodec.DecodeSession(Encoding.UTF8.GetBytes(without))).Terms.Lots[0].UnitPriceDecimals
        );
        Assert.Throws<CorruptEventException>(() => EventCodec.DecodeSession(Encoding.UTF8.GetBytes(spelledOut)));
    }

    [Fact]
    public void Texts_are_escaped_as_a_browser_would()
    {
        var text = Encoding.UTF8.GetString(
            EventCodec
                .Encode(
                    new ObjectionAnswered(1, "x", "\"\\/\b\f\n\r\t\u0001\u007f\u2028<👷", new SignedAct([], [], []))
                )
                .Bytes
        );
        Assert.Contains("\"text\":\"\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\u007f\u2028<👷\"", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("white-space", """{"type":"ReleaseBegan", "at":1,"lot":"a"}""")]
    [InlineData("trailing-line-feed", "{\"type\":\"ReleaseBegan\",\"at\":1,\"lot\":\"a\"}\n")]
    [InlineData("trailing-garbage", """{"type":"ReleaseBegan","at":1,"lot":"a"}{}""")]
    [InlineData("unknown-key", """{"type":"ReleaseBegan","at":1,"lot":"a","by":"x"}""")]
    [InlineData("missing-key", """{"type":"ReleaseBegan","at":1}""")]
    [InlineData("swapped-keys", """{"type":"ReleaseBegan","lot":"a","at":1}""")]
    [InlineData("repeated-key", """{"type":"ReleaseBegan","at":1,"at":1,"lot":"a"}""")]
    [InlineData("type-last", """{"at":1,"lot":"a","type":"ReleaseBegan"}""")]
    [InlineData("number-as-text", """{"type":"ReleaseBegan","at":"1","lot":"a"}""")]
    [InlineData("number-with-exponent", """{"type":"ReleaseBegan","at":1e0,"lot":"a"}""")]
    [InlineData("number-with-fraction", """{"type":"ReleaseBegan","at":1.0,"lot":"a"}""")]
    [InlineData("number-with-minus-zero", """{"type":"ReleaseBegan","at":-0,"lot":"a"}""")]
    [InlineData("number-too-large", """{"type":"ReleaseBegan","at":9223372036854775808,"lot":"a"}""")]
    [InlineData("needless-escape", """{"type":"ReleaseBegan","at":1,"lot":"\u0061"}""")]
    [InlineData("null-text", """{"type":"ReleaseBegan","at":1,"lot":null}""")]
    [InlineData("other-type", """{"type":"LotOpened","at":1,"lot":"a"}""")]
    [InlineData("unknown-type", """{"type":"Released","at":1,"lot":"a"}""")]
    [InlineData("array", """["ReleaseBegan",1,"a"]""")]
    [InlineData("empty", "")]
    [InlineData("byte-order-mark", "\ufeff{\"type\":\"ReleaseBegan\",\"at\":1,\"lot\":\"a\"}")]
    [InlineData("comment", """{"type":"ReleaseBegan","at":1,"lot":"a"/**/}""")]
    public void Another_spelling_is_corrupt(string mutation, string text)
    {
        Assert.NotEqual("", mutation);
        Assert.Throws<CorruptEventException>(() =>
            EventCodec.DecodeSession("ReleaseBegan", Encoding.UTF8.GetBytes(text))
        );
    }

    [Theory]
    [InlineData("""{"type":"PartialAccepted","at":1,"lot":"a","trustee":1,"hash":"AQ=="}""", true)]
    [InlineData("""{"type":"PartialAccepted","at":1,"lot":"a","trustee":1,"hash":"AR=="}""", false)]
    [InlineData("""{"type":"PartialAccepted","at":1,"lot":"a","trustee":1,"hash":"AQ"}""", false)]
    [InlineData("""{"type":"PartialAccepted","at":1,"lot":"a","trustee":1,"hash":"A Q=="}""", false)]
    [InlineData("""{"type":"PartialAccepted","at":1,"lot":"a","trustee":4294967297,"hash":"AQ=="}""", false)]
    [InlineData("""{"type":"LotFailed","at":1,"lot":"a","cause":"NoLock","rule":"r"}""", true)]
    [InlineData("""{"type":"LotFailed","at":1,"lot":"a","cause":"2","rule":"r"}""", false)]
    [InlineData("""{"type":"LotFailed","at":1,"lot":"a","cause":"noLock","rule":"r"}""", false)]
    [InlineData("""{"type":"FreezeCosigned","at":1,"lot":"a","trustee":1,"late":true,"cosignature":""}""", true)]
    [InlineData("""{"type":"FreezeCosigned","at":1,"lot":"a","trustee":1,"late":1,"cosignature":""}""", false)]
    public void Bytes_words_and_flags_have_one_spelling(string text, bool canonical)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (canonical)
            Assert.Equal(bytes, EventCodec.Encode(EventCodec.DecodeSession(bytes)).Bytes);
        else
            Assert.Throws<CorruptEventException>(() => EventCodec.DecodeSession(bytes));
    }

    [Fact]
    public void Invalid_utf8_is_corrupt() =>
        Assert.Throws<CorruptEventException>(() =>
            EventCodec.DecodeSession(
                "ReleaseBegan",
                [.. "{\"type\":\"ReleaseBegan\",\"at\":1,\"lot\":\""u8, 0xff, .. "\"}"u8]
            )
        );

    [Fact]
    public void A_lone_surrogate_has_no_bytes() =>
        Assert.Throws<EncoderFallbackException>(() => EventCodec.Encode(new ReleaseBegan(1, "\ud83d")));

    [Fact]
    public void Every_flipped_byte_gives_another_event_or_is_corrupt()
    {
        foreach (var happened in Examples.Session)
        {
            var (type, bytes) = EventCodec.Encode(happened);
            for (var i = 0; i < bytes.Length; i++)
            {
                var flipped = (byte[])bytes.Clone();
                flipped[i] ^= 1;
                try
                {
                    Assert.Equal(flipped, EventCodec.Encode(EventCodec.DecodeSession(type, flipped)).Bytes);
                }
                catch (CorruptEventException) { }
            }
        }
    }

    [Fact]
    public void An_event_over_its_limit_is_neither_printed_nor_read()
    {
        var huge = new LockCertified(1, "a", [], new byte[EventTable<SessionEvent>.MostBytes]);
        Assert.Throws<CorruptEventException>(() => EventCodec.Encode(huge));
        Assert.Throws<CorruptEventException>(() =>
            EventCodec.DecodeSession("LockCertified", new byte[EventTable<SessionEvent>.MostBytes + 1])
        );
    }

    [Fact]
    public void The_frozen_vectors_are_what_the_codec_prints()
    {
        var folder = Path.Combine(Root(), "tests", "vectors", "events");
        var printed = Examples
            .Session.Select(e => EventCodec.Encode(e))
            .Concat(Examples.Intake.Select(e => EventCodec.Encode(e)))
            .ToDictionary(e => e.Type, e => Vector(e.Type, e.Bytes));
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (var (type, text) in printed)
                File.WriteAllText(Path.Combine(folder, type + ".json"), text);
        }
        Assert.Equal(
            printed.Keys.Order(),
            Directory.GetFiles(folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order()
        );
        foreach (var (type, text) in printed)
            Assert.Equal(text, File.ReadAllText(Path.Combine(folder, type + ".json")));
    }

    // The exact bytes as base64, the same as text for readers, and what they hash to.
    private static string Vector(string type, byte[] bytes) =>
        new JsonObject
        {
            ["type"] = type,
            ["bytes"] = Convert.ToBase64String(bytes),
            ["sha256"] = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)),
            ["event"] = JsonNode.Parse(bytes),
        }.ToJsonString(Indented) + "\n";

    internal static string Root()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "Trading.slnx")))
                return folder;
        }
        throw new DirectoryNotFoundException("Trading.slnx stands in no folder above the tests.");
    }

    private static IEnumerable<string> Types<T>() =>
        new[] { typeof(EventCodec), typeof(T) }
            .SelectMany(t => t.Assembly.GetTypes())
            .Distinct()
            .Where(t => t.IsSubclassOf(typeof(T)) && !t.IsAbstract)
            .Select(t => t.Name)
            .Order();
}
