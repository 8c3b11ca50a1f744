using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Trading.Opening.Tests;

/// <summary>
/// Whom certificates name, which names are the same and which codes are valid, for readers in other languages
/// (tests/vectors/opening/subjects.json). Keys were drawn once; TRADING_WRITE_VECTORS=1 draws new ones.
/// </summary>
public class SubjectVectorTests
{
    private const string CommonName = "2.5.4.3";
    private const string Serial = "2.5.4.5";
    private const string Organization = "2.5.4.10";
    private const string Identifier = "2.5.4.97";
    private const string Code = "91330100799655058B";
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
        "subjects.json"
    );

    private static readonly (string Written, string Other, bool Same)[] Names =
    [
        ("甲建设（广西）有限公司", "甲建设(广西)有限公司", true),
        (" 甲公司\u3000", "甲公司", true),
        ("甲 （广西） 公司", "甲(广西)公司", true),
        ("ＡＣＭＥ\u3000 Co", "ACME Co", true),
        ("甲公司", "乙公司", false),
        ("甲公司", "甲 公司", false),
        ("ACME", "Acme", false),
        ("é", "e\u0301", false),
        ("甲〔一〕", "甲(一)", false),
        ("甲\u00a0公司", "甲 公司", false),
    ];

    private static readonly (string Code, bool Valid)[] Codes =
    [
        (Code, true),
        ("91450300MA5K123401", true),
        ("91330100799655058C", false),
        ("9133010079965505OB", false),
        ("91330100799655058b", false),
        ("9133010079965505", false),
        ("", false),
    ];

    [Fact]
    public void The_frozen_certificates_name_whom_the_file_says()
    {
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(Path, Vector());
        var vector = JsonNode.Parse(File.ReadAllText(Path))!.AsObject();
        Assert.Equal(["certificates", "names", "codes"], vector.Select(p => p.Key));
        foreach (var item in vector["certificates"]!.AsArray())
        {
            var what = item!["what"]!.GetValue<string>();
            Assert.True(
                Certificate.TryParse(
                    Convert.FromBase64String(item["certificate"]!.GetValue<string>()),
                    out var certificate
                ),
                what
            );
            Assert.Equal(item["names"]!.AsArray().Select(n => n!.GetValue<string>()), certificate.Holder.Names);
            Assert.Equal(item["code"]!.GetValue<string>(), certificate.Holder.Code);
        }
        foreach (var item in vector["names"]!.AsArray())
            Assert.Equal(
                item!["same"]!.GetValue<bool>(),
                BidderName.Fold(item["one"]!.GetValue<string>()) == BidderName.Fold(item["other"]!.GetValue<string>())
            );
        foreach (var item in vector["codes"]!.AsArray())
            Assert.Equal(item!["valid"]!.GetValue<bool>(), CreditCode.IsValid(item["code"]!.GetValue<string>()));
    }

    private static string Vector() =>
        new JsonObject
        {
            ["certificates"] = new JsonArray([
                .. Subjects()
                    .Select(s =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["what"] = s.What,
                                ["certificate"] = Convert.ToBase64String(Issue(s.Subject)),
                                ["names"] = new JsonArray([.. s.Names.Select(n => (JsonNode)n)]),
                                ["code"] = s.Code,
                            }
                    ),
            ]),
            ["names"] = new JsonArray([
                .. Names.Select(n =>
                    (JsonNode)
                        new JsonObject
                        {
                            ["one"] = n.Written,
                            ["other"] = n.Other,
                            ["same"] = n.Same,
                        }
                ),
            ]),
            ["codes"] = new JsonArray([
                .. Codes.Select(c => (JsonNode)new JsonObject { ["code"] = c.Code, ["valid"] = c.Valid }),
            ]),
        }.ToJsonString(Indented) + "\n";

    private static IEnumerable<(string What, byte[] Subject, string[] Names, string Code)> Subjects() =>
        [
            ("a common name", Rdns([Text(CommonName, "甲公司")]), ["甲公司"], ""),
            (
                "an organisation before the common name, a code in its identifier",
                Rdns([Text(CommonName, "张三")], [Text(Organization, "甲公司")], [Text(Identifier, "NTRCN-" + Code)]),
                ["甲公司", "张三"],
                Code
            ),
            (
                "a code in the serial number",
                Rdns([Text(CommonName, "甲公司")], [Text(Serial, Code, UniversalTagNumber.PrintableString)]),
                ["甲公司"],
                Code
            ),
            (
                "an identifier that is no code, a serial number that is one",
                Rdns([Text(CommonName, "甲")], [Text(Identifier, "VATCN-1")], [Text(Serial, Code)]),
                ["甲"],
                Code
            ),
            (
                "a code whose check character does not fit",
                Rdns([Text(CommonName, "甲")], [Text(Identifier, "NTRCN-91330100799655058C")]),
                ["甲"],
                ""
            ),
            (
                "two attributes in one set",
                Rdns([Text(CommonName, "甲"), Text(Organization, "甲公司")]),
                ["甲公司", "甲"],
                ""
            ),
            ("the same name twice", Rdns([Text(CommonName, "甲公司")], [Text(Organization, "甲公司")]), ["甲公司"], ""),
            ("a BMPString", Rdns([Text(CommonName, "甲公司", UniversalTagNumber.BMPString)]), ["甲公司"], ""),
            (
                "a T61String is passed over",
                Rdns([Raw(CommonName, 0x14, [0x41])], [Text(Organization, "甲公司")]),
                ["甲公司"],
                ""
            ),
            (
                "invalid UTF-8 is passed over",
                Rdns([Raw(Organization, 0x0c, [0xff])], [Text(CommonName, "甲公司")]),
                ["甲公司"],
                ""
            ),
            ("a byte order mark is a letter", Rdns([Text(CommonName, "\ufeff甲公司")]), ["\ufeff甲公司"], ""),
            ("nobody", Rdns(), [], ""),
        ];

    // By hand: the platform's own maker refuses a subject that it cannot read itself.
    private static byte[] Issue(byte[] subject)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var signedPart = Der(writer =>
        {
            using (writer.PushSequence(new Asn1Tag(TagClass.ContextSpecific, 0)))
                writer.WriteInteger(2);
            writer.WriteInteger(1_234);
            Algorithm(writer);
            writer.WriteEncodedValue(Rdns([Text(CommonName, "vectors")]));
            using (writer.PushSequence())
            {
                writer.WriteUtcTime(Authority.From);
                writer.WriteUtcTime(Authority.Until);
            }
            writer.WriteEncodedValue(subject);
            writer.WriteEncodedValue(key.ExportSubjectPublicKeyInfo());
        });
        return Der(writer =>
        {
            writer.WriteEncodedValue(signedPart);
            Algorithm(writer);
            writer.WriteBitString(
                key.SignData(signedPart, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)
            );
        });
    }

    private static byte[] Der(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            write(writer);
        return writer.Encode();
    }

    private static void Algorithm(AsnWriter writer)
    {
        using (writer.PushSequence())
            writer.WriteObjectIdentifier("1.2.840.10045.4.3.2");
    }

    private static byte[] Rdns(params Action<AsnWriter>[][] sets)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            foreach (var set in sets)
                using (writer.PushSetOf())
                    foreach (var attribute in set)
                        attribute(writer);
        return writer.Encode();
    }

    private static Action<AsnWriter> Text(
        string type,
        string value,
        UniversalTagNumber form = UniversalTagNumber.UTF8String
    ) =>
        writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(type);
                writer.WriteCharacterString(form, value);
            }
        };

    private static Action<AsnWriter> Raw(string type, byte tag, byte[] content) =>
        writer =>
        {
            using (writer.PushSequence())
            {
                writer.WriteObjectIdentifier(type);
                writer.WriteEncodedValue([tag, (byte)content.Length, .. content]);
            }
        };
}
