using System.Formats.Asn1;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trading.Crypto;

namespace Trading.Opening.Tests;

/// <summary>
/// Certificates and cosignature lines, each right but for what names it, and whether they are read: both languages
/// agree on the refusals (tests/vectors/opening/refused.json). Signatures are not checked by these readers, so nothing
/// is drawn: TRADING_WRITE_VECTORS=1 writes the same bytes again.
/// </summary>
public class CertificateVectorTests
{
    private const string EcdsaWithSha256 = "1.2.840.10045.4.3.2";
    private const string LineName = "trustee1";
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
    private static readonly string Path = System.IO.Path.Combine(
        EventCodecTests.Root(),
        "tests",
        "vectors",
        "opening",
        "refused.json"
    );

    // The base point: any point of the curve does.
    private static readonly byte[] Key = Convert.FromHexString(
        "046b17d1f2e12c4247f8bce6e563a440f277037d812deb33a0f4a13945d898c296"
            + "4fe342e2fe1a7f9b8ee7eb4a7c0f9e162bce33576b315ececbb6406837bf51f5"
    );

    private static readonly byte[] Number = [1, .. new byte[31]];
    private static readonly Draft Right = new(
        Version: [2],
        Serial: [1],
        Inside: Algorithm(EcdsaWithSha256, false),
        From: Time(0x17, "260101000000Z"),
        Until: Time(0x17, "270101000000Z"),
        Spki: Spki("1.2.840.10045.3.1.7", Key),
        Outside: Algorithm(EcdsaWithSha256, false),
        Signature: Tagged(0x30, [.. Tagged(0x02, Number), .. Tagged(0x02, Number)]),
        UnusedBits: 0,
        Behind: [],
        Extension: []
    );

    private static readonly (string What, Draft Draft, bool IsRead)[] Certificates =
    [
        ("right", Right, true),
        ("version 2", Right with { Version = [1] }, false),
        ("a long version", Right with { Version = [0, 2] }, false),
        ("a negative serial number", Right with { Serial = [0xff] }, true),
        ("a serial number with a zero too much", Right with { Serial = [0, 1] }, false),
        ("no serial number", Right with { Serial = [] }, false),
        ("another algorithm inside", Right with { Inside = Algorithm("1.2.840.10045.4.3.3", false) }, false),
        ("another algorithm outside", Right with { Outside = Algorithm("1.2.840.10045.4.3.3", false) }, false),
        ("an algorithm with parameters", Right with { Inside = Algorithm(EcdsaWithSha256, true) }, false),
        ("until the year 2050", Right with { Until = Time(0x18, "20500101000000Z") }, true),
        ("from the year 1950", Right with { From = Time(0x17, "500101000000Z") }, true),
        ("the 29th of February of a leap year", Right with { Until = Time(0x17, "280229000000Z") }, true),
        ("the 29th of February of another year", Right with { Until = Time(0x17, "270229000000Z") }, false),
        ("the 30th of February", Right with { Until = Time(0x17, "270230000000Z") }, false),
        ("the 31st of April", Right with { Until = Time(0x18, "20270431000000Z") }, false),
        ("a thirteenth month", Right with { Until = Time(0x17, "271301000000Z") }, false),
        ("a day 0", Right with { Until = Time(0x17, "270100000000Z") }, false),
        ("an hour 24", Right with { Until = Time(0x17, "270101240000Z") }, false),
        ("a second 60", Right with { Until = Time(0x17, "270101000060Z") }, false),
        ("a time without seconds", Right with { Until = Time(0x17, "2701010000Z") }, false),
        ("a time with an offset", Right with { Until = Time(0x17, "270101000000+0800") }, false),
        ("a time with a fraction", Right with { Until = Time(0x18, "20270101000000.5Z") }, false),
        ("another curve", Right with { Spki = Spki("1.3.132.0.10", Key) }, false),
        ("a compressed key", Right with { Spki = Spki("1.2.840.10045.3.1.7", [2, .. Key[1..33]]) }, false),
        ("a signature with unused bits", Right with { UnusedBits = 1 }, false),
        ("a negative number in the signature", Right with { Signature = Pair([0x80, .. new byte[31]]) }, false),
        ("a number with a zero too much", Right with { Signature = Pair([0, 1]) }, false),
        ("a number of 33 bytes", Right with { Signature = Pair([1, .. new byte[32]]) }, false),
        ("a number of 32 bytes behind its zero", Right with { Signature = Pair([0, 0x80, .. new byte[31]]) }, true),
        ("a byte behind it", Right with { Behind = [0] }, false),
        ("an extension that nobody reads", Right with { Extension = Tagged(0xa3, [0xff, 0xff]) }, true),
        ("more than 8,192 bytes", Right with { Extension = Tagged(0xa3, new byte[8_000]) }, false),
    ];

    private static readonly (string What, string Line, long? Second)[] Lines =
    [
        ("right", Line(1_800_000_000), 1_800_000_000),
        ("at zero", Line(0), 0),
        ("a second below zero", Line(-1), null),
        ("the last second", Line(long.MaxValue), long.MaxValue),
        ("without its end of line", Line(1)[..^1], null),
        ("with two ends of line", Line(1) + "\n", null),
        ("with a carriage return", Line(1)[..^1] + "\r\n", null),
        ("under another name", Line(1).Replace(LineName, "trustee2", StringComparison.Ordinal), null),
        ("with a hyphen", Line(1).Replace('—', '-'), null),
        ("with two blanks", Line(1).Replace(LineName + " ", LineName + "  ", StringComparison.Ordinal), null),
        ("without padding", Line(1).Replace("=", "", StringComparison.Ordinal), null),
        ("with spare bits", Line(1).Replace("A==\n", "B==\n", StringComparison.Ordinal), null),
        ("with a byte less", Line(1, 67), null),
        ("with a byte more", Line(1, 69), null),
        ("of nothing", "", null),
    ];

    [Fact]
    public void Certificates_and_lines_are_read_as_the_file_says()
    {
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(Path, Vector());
        Assert.Equal(Vector(), File.ReadAllText(Path));
        Assert.All(Certificates, c => Assert.True(Certificate.TryParse(Issue(c.Draft), out _) == c.IsRead, c.What));
        Assert.All(Lines, l => Assert.True(Streams.Heads.CosignatureLine.TimeOf(l.Line, LineName) == l.Second, l.What));
    }

    private static string Vector() =>
        new JsonObject
        {
            ["certificates"] = new JsonArray([
                .. Certificates.Select(c =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["what"] = c.What,
                            ["certificate"] = Convert.ToBase64String(Issue(c.Draft)),
                            ["isRead"] = c.IsRead,
                        }
                ),
            ]),
            ["lineName"] = LineName,
            ["lines"] = new JsonArray([
                .. Lines.Select(l =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["what"] = l.What,
                            ["line"] = l.Line,
                            ["second"] = l.Second,
                        }
                ),
            ]),
        }.ToJsonString(Indented) + "\n";

    // A byte of zeros more or less is a signature of another length.
    private static string Line(long second, int signatureBytes = 68)
    {
        var bytes = new byte[8 + signatureBytes];
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(4), second);
        return $"— {LineName} {Convert.ToBase64String(bytes)}\n";
    }

    private static byte[] Issue(Draft d)
    {
        byte[] name = Tagged(0x30, []);
        var signedPart = Tagged(
            0x30,
            [
                .. Tagged(0xa0, Tagged(0x02, d.Version)),
                .. Tagged(0x02, d.Serial),
                .. d.Inside,
                .. name,
                .. Tagged(0x30, [.. d.From, .. d.Until]),
                .. name,
                .. d.Spki,
                .. d.Extension,
            ]
        );
        var bits = Tagged(0x03, [d.UnusedBits, .. d.Signature]);
        return [.. Tagged(0x30, [.. signedPart, .. d.Outside, .. bits]), .. d.Behind];
    }

    private static byte[] Pair(byte[] number) => Tagged(0x30, [.. Tagged(0x02, number), .. Tagged(0x02, Number)]);

    private static byte[] Time(byte tag, string text) => Tagged(tag, System.Text.Encoding.ASCII.GetBytes(text));

    private static byte[] Algorithm(string identifier, bool hasParameters) =>
        Tagged(0x30, [.. Identifier(identifier), .. hasParameters ? Tagged(0x05, []) : []]);

    private static byte[] Spki(string curve, byte[] key) =>
        Tagged(
            0x30,
            [.. Tagged(0x30, [.. Identifier("1.2.840.10045.2.1"), .. Identifier(curve)]), .. Tagged(0x03, [0, .. key])]
        );

    private static byte[] Identifier(string text)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        writer.WriteObjectIdentifier(text);
        return writer.Encode();
    }

    private static byte[] Tagged(byte tag, byte[] content) =>
        content.Length switch
        {
            < 0x80 => [tag, (byte)content.Length, .. content],
            < 0x100 => [tag, 0x81, (byte)content.Length, .. content],
            _ => [tag, 0x82, (byte)(content.Length >> 8), (byte)(content.Length & 0xff), .. content],
        };

    private sealed record Draft(
        byte[] Version,
        byte[] Serial,
        byte[] Inside,
        byte[] From,
        byte[] Until,
        byte[] Spki,
        byte[] Outside,
        byte[] Signature,
        byte UnusedBits,
        byte[] Behind,
        byte[] Extension
    );
}
