using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trading.Opening.Tests;

/// <summary>
/// tests/vectors/opening/forms.json: forms of both versions byte by byte, what is read under a policy of either
/// version, and bytes that are no form. Nothing in it is drawn: the file is what this program writes
/// (TRADING_WRITE_VECTORS=1), and every run compares.
/// </summary>
public class FormVectorTests
{
    /// <summary>
    /// A form as bytes. Readings: what a reader finds under a policy of version 1 and 2; null where the form does not
    /// parse.
    /// </summary>
    private sealed record Case(string Name, byte[] Bytes, bool IsReadUnder1, bool IsReadUnder2, Content? Form);

    private sealed record Content(
        byte Version,
        string BidderName,
        string CreditCode,
        string Kind,
        long Value,
        string Words,
        Unit[] Units,
        FormItem[] Items,
        byte[] Certificate,
        byte[] Ownership
    );

    private sealed record Unit(string Name, string Millionths);

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private static readonly OpeningForm Plain = new(
        "甲公司",
        new Price(PriceKind.Amount, 100_00, "壹佰元整", []),
        [new FormItem("工期", "90 天")],
        [0x30, 1, 2],
        new byte[64],
        "91110000802100433B"
    );

    [Fact]
    public void The_frozen_forms_are_read_as_they_stand()
    {
        var cases = Load();
        Assert.Equal(Print([.. Generate()]), Print(cases));
        Assert.All(
            cases,
            c => Assert.Equal((c.Name, c.IsReadUnder1, c.IsReadUnder2), (c.Name, Reads(c.Bytes, 1), Reads(c.Bytes, 2)))
        );
        foreach (var c in cases.Where(c => c.Form is not null))
        {
            Assert.True(OpeningForm.TryParse(c.Bytes, out var form, out _));
            Assert.Equal(c.Bytes, form.ToBytes());
        }
    }

    [Fact]
    public void A_form_that_its_version_cannot_hold_has_no_bytes()
    {
        Assert.Throws<ArgumentException>(() => (Plain with { Version = 1 }).ToBytes());
        Assert.Throws<ArgumentException>(() => (Plain with { CreditCode = "91110000802100433b" }).ToBytes());
        Assert.Throws<ArgumentException>(() => (Plain with { CreditCode = "9111" }).ToBytes());
        Assert.Throws<ArgumentException>(() => (Plain with { Version = 3 }).ToBytes());
        Assert.Throws<ArgumentException>(() => WithUnit(1, new UnitPrice("电", 65_432)).ToBytes());
        Assert.Throws<ArgumentException>(() => WithUnit(2, UnitPrice.OfFen("电", long.MaxValue)).ToBytes());
        Assert.Equal(UnitPrice.OfFen("电", long.MaxValue), ReadUnit(WithUnit(1, UnitPrice.OfFen("电", long.MaxValue))));
    }

    private static UnitPrice ReadUnit(OpeningForm form) =>
        OpeningForm.TryParse(form.ToBytes(), out var read, out var problem)
            ? read.Price.Units[0]
            : throw new InvalidOperationException(problem);

    private static bool Reads(byte[] bytes, byte policy) => OpeningForm.TryParse(bytes, policy, out _, out _);

    private static IEnumerable<Case> Generate()
    {
        var second = Plain.ToBytes();
        var first = (Plain with { Version = 1, CreditCode = "" }).ToBytes();
        yield return CaseOf("version-2", second);
        yield return CaseOf("version-1", first);
        yield return CaseOf("version-2-without-a-code", (Plain with { CreditCode = "" }).ToBytes());
        yield return CaseOf(
            "version-2-unit-prices-of-six-decimals",
            WithUnit(2, new UnitPrice("电价（元/千瓦时）", 654_321), new UnitPrice("水泥", -50_000)).ToBytes()
        );
        yield return CaseOf(
            "version-1-unit-prices-of-fen",
            WithUnit(1, UnitPrice.OfFen("水泥 📦", -5), UnitPrice.OfFen("砂", 0)).ToBytes()
        );
        yield return CaseOf(
            "version-1-unit-price-that-overflows-64-bits",
            WithUnit(1, UnitPrice.OfFen("砂", long.MaxValue), UnitPrice.OfFen("石", long.MinValue)).ToBytes()
        );
        yield return CaseOf(
            "version-2-largest-unit-prices",
            WithUnit(2, new UnitPrice("砂", long.MaxValue), new UnitPrice("石", long.MinValue)).ToBytes()
        );
        foreach (var kind in new[] { PriceKind.Rate, PriceKind.Discount })
            yield return CaseOf(
                $"version-2-{kind}",
                (Plain with { Price = new Price(kind, 985_000, "百分之九十八点五", []) }).ToBytes()
            );
        yield return CaseOf("version-0", [0, .. second[1..]]);
        yield return CaseOf("version-3", [3, .. second[1..]]);
        yield return CaseOf("version-1-of-the-bytes-of-version-2", [1, .. second[1..]]);
        yield return CaseOf("version-2-of-the-bytes-of-version-1", [2, .. first[1..]]);
        yield return CaseOf("code-in-small-letters", WithCode("91110000802100433b"));
        yield return CaseOf("code-of-17", WithCode("91110000802100433"));
        yield return CaseOf("code-of-19", WithCode("91110000802100433BB"));
        yield return CaseOf("code-of-full-width-figures", WithCode("９１１１００"));
        yield return CaseOf("code-with-a-wrong-check-character", WithCode("91110000802100433A"));
        yield return CaseOf("trailing-garbage", [.. second, 0]);
        yield return CaseOf("truncated-by-one", second[..^1]);
    }

    private static OpeningForm WithUnit(byte version, params UnitPrice[] units) =>
        Plain with
        {
            Version = version,
            CreditCode = "",
            Price = new Price(PriceKind.UnitPrices, 12_345, "", units),
        };

    // The printer refuses such a code, so the bytes are put together by hand.
    private static byte[] WithCode(string code)
    {
        var bytes = Plain.ToBytes();
        var at = 1 + 4 + System.Text.Encoding.UTF8.GetByteCount(Plain.BidderName);
        return
        [
            .. bytes[..at],
            .. new Crypto.WireWriter().Text(code).ToArray(),
            .. bytes[(at + 4 + CreditCode.Characters)..],
        ];
    }

    private static Case CaseOf(string name, byte[] bytes) =>
        new(
            name,
            bytes,
            Reads(bytes, 1),
            Reads(bytes, 2),
            OpeningForm.TryParse(bytes, out var form, out _) ? ContentOf(form) : null
        );

    private static Content ContentOf(OpeningForm f) =>
        new(
            f.Version,
            f.BidderName,
            f.CreditCode,
            $"{f.Price.Kind}",
            f.Price.Value,
            f.Price.Words,
            [.. f.Price.Units.Select(u => new Unit(u.Name, $"{u.Millionths}"))],
            [.. f.Items],
            f.Certificate,
            f.Ownership
        );

    private static string Print(Case[] cases) => JsonSerializer.Serialize(cases, Options) + "\n";

    private static Case[] Load()
    {
        var file = Path.Combine(EventCodecTests.Root(), "tests", "vectors", "opening", "forms.json");
        if (Environment.GetEnvironmentVariable("TRADING_WRITE_VECTORS") == "1")
            File.WriteAllText(file, Print([.. Generate()]));
        return JsonSerializer.Deserialize<Case[]>(File.ReadAllText(file), Options)!;
    }
}
