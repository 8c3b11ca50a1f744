using System.Text;
using Trading.Crypto;

namespace Trading.Opening.Tests;

public class OpeningFormTests
{
    private static readonly World World = World.One;
    private static readonly Bidder Bidder = World.Bidders[0];
    private static readonly OpeningForm Form = Bidder.Form(World, "a");

    [Theory]
    [InlineData("桂林市某建筑工程有限公司")]
    [InlineData("𠮷野建設 👷🏽‍♀️ ＆ Söhne")]
    [InlineData("\u202eשלום\u202c שלום \u200f")]
    [InlineData("é e\u0301 ﷽ \u0000 \t")]
    public void A_name_of_any_script_passes_unchanged(string name)
    {
        var bytes = (Form with { BidderName = name }).ToBytes();
        Assert.True(OpeningForm.TryParse(bytes, out var read, out _));
        Assert.Equal(name, read.BidderName);
        Assert.Equal(bytes, read.ToBytes());
    }

    [Fact]
    public void A_name_of_500_emoji_passes_and_501_letters_do_not_parse()
    {
        var emoji = string.Concat(Enumerable.Repeat("👷", 500));
        Assert.True(OpeningForm.TryParse((Form with { BidderName = emoji }).ToBytes(), out _, out _));
        Assert.Throws<ArgumentException>(() => (Form with { BidderName = emoji + "x" }).ToBytes());
        Assert.False(OpeningForm.TryParse(WithName(emoji + "x"), out _, out _));
        Assert.False(OpeningForm.TryParse(WithName(new string('x', 501)), out _, out var problem));
        Assert.Contains("500", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_form_with_unit_prices_and_items_comes_back()
    {
        var form = Form with
        {
            Price = new Price(PriceKind.UnitPrices, 300, "叁元整", [UnitPrice.OfFen("钢筋", 100), new("水泥", 2)]),
            Items = [new("工期", ""), new("质量", "合格")],
        };
        Assert.True(OpeningForm.TryParse(form.ToBytes(), out var read, out _));
        Assert.Equal(form.Price.Units, read.Price.Units);
        Assert.Equal(form.Items, read.Items);
    }

    [Fact]
    public void Unit_prices_stand_only_where_the_kind_asks_for_them()
    {
        Assert.Throws<ArgumentException>(() =>
            (Form with { Price = new Price(PriceKind.UnitPrices, 1, "", []) }).ToBytes()
        );
        Assert.Throws<ArgumentException>(() =>
            (Form with { Price = new Price(PriceKind.Rate, 1, "", [new("x", 1)]) }).ToBytes()
        );
    }

    [Fact]
    public void Truncated_and_extended_forms_do_not_parse()
    {
        var bytes = Form.ToBytes();
        for (var length = 0; length < bytes.Length; length++)
            Assert.False(OpeningForm.TryParse(bytes.AsSpan(0, length), out _, out _));
        Assert.False(OpeningForm.TryParse([.. bytes, 0], out _, out _));
    }

    [Fact]
    public void Every_flipped_byte_gives_another_form_or_none()
    {
        var bytes = Form.ToBytes();
        for (var i = 0; i < bytes.Length; i++)
        {
            var flipped = (byte[])bytes.Clone();
            flipped[i] ^= 0x41;
            if (OpeningForm.TryParse(flipped, out var read, out _))
                Assert.Equal(flipped, read.ToBytes());
        }
    }

    [Fact]
    public void The_owner_is_proved_by_certificate_signature_and_authority()
    {
        Assert.True(Proves(Form));
        Assert.False(Proves(Form with { Ownership = World.Bidders[1].Form(World, "a").Ownership }));
        Assert.False(Proves(Form with { Certificate = World.Bidders[1].Person.Certificate }));
        Assert.False(Proves(Form with { Certificate = [1, 2, 3] }));
        Assert.False(
            Form.ProvesOwner(
                TestLock.Suite,
                World.Bidders[1].Key.PublicPoint,
                Context("a"),
                LockId,
                Authorities,
                World.Close
            )
        );
        Assert.False(
            Form.ProvesOwner(TestLock.Suite, Bidder.Key.PublicPoint, Context("b"), LockId, Authorities, World.Close)
        );
        Assert.False(
            Form.ProvesOwner(
                TestLock.Suite,
                Bidder.Key.PublicPoint,
                Context("a"),
                new byte[32],
                Authorities,
                World.Close
            )
        );
        Assert.False(Form.ProvesOwner(TestLock.Suite, Bidder.Key.PublicPoint, Context("a"), LockId, [], World.Close));
    }

    private static byte[] LockId => World.LockOf("a").Certificate.LockId;

    private static IReadOnlyList<Certificate> Authorities => Certificate.ReadAll(World.Authorities);

    private static byte[] Context(string lot) => Names.ContextHash(TestLock.Suite, World.Id, lot);

    private static bool Proves(OpeningForm form) =>
        form.ProvesOwner(TestLock.Suite, Bidder.Key.PublicPoint, Context("a"), LockId, Authorities, World.Close);

    // The printer refuses such a name, so the bytes are put together by hand.
    private static byte[] WithName(string name)
    {
        var rest = (Form with { BidderName = "x" }).ToBytes()[(1 + 4 + 1)..];
        return [.. new WireWriter().U8(OpeningForm.Newest).Bytes(Encoding.UTF8.GetBytes(name)).ToArray(), .. rest];
    }
}
