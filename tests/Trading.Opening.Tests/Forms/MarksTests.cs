namespace Trading.Opening.Tests;

public class MarksTests
{
    private static readonly LotTerms Amount = new("a", "标段", PriceKind.Amount, 1_000_00);

    [Theory]
    [InlineData(1_000_00)]
    [InlineData(1)]
    public void A_price_up_to_the_ceiling_has_no_mark(long fen) => Assert.Empty(OfPrice(Amount, Price(fen)));

    [Fact]
    public void A_fen_over_the_ceiling_is_marked() =>
        Assert.Equal([Mark.OverCeiling], OfPrice(Amount, Price(1_000_01)));

    [Fact]
    public void A_lot_without_a_ceiling_marks_no_price() =>
        Assert.Empty(OfPrice(Amount with { Ceiling = 0 }, Price(long.MaxValue / 1_000_000 * 100)));

    [Fact]
    public void A_price_of_zero_is_marked() => Assert.Equal([Mark.ZeroPrice], OfPrice(Amount, Price(0)));

    [Fact]
    public void A_negative_price_is_marked() => Assert.Equal([Mark.NegativePrice], OfPrice(Amount, Price(-1)));

    [Theory]
    [InlineData("贰元整")]
    [InlineData("壹块钱")]
    public void Version_1_calls_other_words_and_unreadable_ones_different(string words) =>
        Assert.Equal([Mark.WordsDiffer], Marks.OfPrice(1, Amount, new Price(PriceKind.Amount, 100, words, [])));

    [Theory]
    [InlineData("壹元整", null)]
    [InlineData("人民币（大写）：壹元整（￥1.00）", null)]
    [InlineData("贰元整", Mark.WordsDiffer)]
    [InlineData("壹元整（￥2.00）", Mark.WordsDiffer)]
    [InlineData("壹块钱", Mark.WordsUnreadable)]
    [InlineData("拾元整", Mark.WordsUnreadable)]
    public void Words_say_the_same_another_sum_or_nothing(string words, Mark? mark) =>
        Assert.Equal(mark is { } one ? [one] : [], OfPrice(Amount, new Price(PriceKind.Amount, 100, words, [])));

    [Fact]
    public void Missing_words_are_not_marked() =>
        Assert.Empty(OfPrice(Amount, new Price(PriceKind.Amount, 100, "", [])));

    [Fact]
    public void Version_1_judges_no_words_of_a_rate() =>
        Assert.Empty(
            Marks.OfPrice(
                1,
                Amount with
                {
                    PriceKind = PriceKind.Rate,
                    Ceiling = 0,
                },
                new Price(PriceKind.Rate, 985_000, "玖仟捌佰伍拾元整", [])
            )
        );

    [Theory]
    [InlineData("百分之九十八点五", null)]
    [InlineData("百分之玖拾捌点伍（98.5%）", null)]
    [InlineData("百分之九十八", Mark.WordsDiffer)]
    [InlineData("玖仟捌佰伍拾元整", Mark.WordsUnreadable)]
    public void The_words_of_a_rate_are_judged_like_amounts(string words, Mark? mark) =>
        Assert.Equal(
            mark is { } one ? [one] : [],
            OfPrice(
                Amount with
                {
                    PriceKind = PriceKind.Rate,
                    Ceiling = 0,
                },
                new Price(PriceKind.Rate, 985_000, words, [])
            )
        );

    [Theory]
    [InlineData(50_000, null)] // exactly the least
    [InlineData(100_000, null)] // 10 % where at least 5 % is wanted
    [InlineData(49_999, Mark.BelowLeastDiscount)]
    [InlineData(30_000, Mark.BelowLeastDiscount)]
    [InlineData(-10_000, Mark.BelowLeastDiscount)]
    public void The_bound_of_a_discount_is_the_least(long millionths, Mark? mark) =>
        Assert.Equal(
            mark is { } one ? [one] : [],
            OfPrice(
                Amount with
                {
                    PriceKind = PriceKind.Discount,
                    Ceiling = 50_000,
                },
                new Price(PriceKind.Discount, millionths, "", [])
            )
        );

    [Fact]
    public void Version_1_keeps_the_marks_of_discounts()
    {
        var lot = Amount with { PriceKind = PriceKind.Discount, Ceiling = 50_000 };
        Assert.Equal([Mark.OverCeiling], Marks.OfPrice(1, lot, new Price(PriceKind.Discount, 100_000, "", [])));
        Assert.Empty(Marks.OfPrice(1, lot, new Price(PriceKind.Discount, 30_000, "", [])));
    }

    [Theory]
    [InlineData(1_000_000, Mark.ZeroPrice)]
    [InlineData(1_000_001, Mark.NegativePrice)]
    public void A_discount_of_everything_or_more_is_marked(long millionths, Mark mark) =>
        Assert.Equal(
            [mark],
            OfPrice(
                Amount with
                {
                    PriceKind = PriceKind.Discount,
                    Ceiling = 0,
                },
                new Price(PriceKind.Discount, millionths, "", [])
            )
        );

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void No_discount_and_a_surcharge_are_prices(long millionths) =>
        Assert.Empty(
            OfPrice(
                Amount with
                {
                    PriceKind = PriceKind.Discount,
                    Ceiling = 0,
                },
                new Price(PriceKind.Discount, millionths, "", [])
            )
        );

    [Fact]
    public void A_unit_price_of_zero_or_less_is_marked() =>
        Assert.Equal(
            [Mark.ZeroPrice, Mark.NegativePrice],
            OfPrice(
                Amount with
                {
                    PriceKind = PriceKind.UnitPrices,
                },
                new Price(PriceKind.UnitPrices, 5, "", [new("x", 0), new("y", -1)])
            )
        );

    [Fact]
    public void A_price_of_another_kind_is_marked_and_not_compared_with_the_ceiling() =>
        Assert.Equal([Mark.WrongPriceKind], OfPrice(Amount, new Price(PriceKind.Rate, long.MaxValue, "", [])));

    [Fact]
    public void A_form_that_does_not_parse_is_shown_raw_and_marked()
    {
        var story = Story.Given([
            World.One.Prepare,
            .. World.One.ToPartials("a"),
            World.One.OpenAll("a", [World.One.Bidders[0].Opened([1, 2, 3]), .. World.One.Results("a")[1..]]),
        ]);
        var bid = story.Lot<Lot.Opened>().Bids[0];
        Assert.Equal([Mark.Unparsed], bid.Marks);
        Assert.Null(bid.Form);
        Assert.Equal([1, 2, 3], bid.Content);
    }

    [Fact]
    public void Two_bids_of_one_certificate_are_both_marked_and_both_opened()
    {
        var world = World.One;
        var twin = new Bidder(world.Bidders[0].Person, 9);
        var results = world.Results("a");
        var story = Story.Given([
            world.Prepare,
            .. world.ToPartials("a"),
            world.OpenAll("a", results[0], results[1], twin.Opened(twin.Form(world, "a").ToBytes())),
        ]);
        Assert.Equal(
            [
                [Mark.SameCertificate],
                [],
                [Mark.SameCertificate],
            ],
            story.Lot<Lot.Opened>().Bids.Select(b => b.Marks.ToArray())
        );
    }

    [Fact]
    public void A_form_copied_from_another_bid_does_not_prove_its_owner()
    {
        var world = World.One;
        var copied = world.Bidders[2].Opened(world.Bidders[0].Form(world, "a").ToBytes());
        var story = Story.Given([
            world.Prepare,
            .. world.ToPartials("a"),
            world.OpenAll("a", [.. world.Results("a")[..2], copied]),
        ]);
        Assert.Equal([Mark.OwnerUnproved, Mark.SameCertificate], story.Lot<Lot.Opened>().Bids[2].Marks);
        // The copy speaks for itself with its submission key, never with the name it copied.
        story
            .When(World.By(world.Bidders[0], Act.Attend(world.Id, "a", world.Bidders[2].Submission, World.Nonce(0))))
            .ThenRefused(Reason.BadSignature, "spec:acts");
    }

    [Fact]
    public void A_certificate_of_a_stranger_does_not_prove_the_owner()
    {
        var world = World.One;
        using var stranger = new Authority("Stranger CA");
        using var person = new Person("陌生人", stranger);
        var bidder = new Bidder(person, 3);
        var story = Story.Given([
            world.Prepare,
            .. world.ToPartials("a"),
            world.OpenAll("a", [.. world.Results("a")[..2], bidder.Opened(bidder.Form(world, "a").ToBytes())]),
        ]);
        Assert.Equal([Mark.OwnerUnproved], story.Lot<Lot.Opened>().Bids[2].Marks);
    }

    private static IEnumerable<Mark> OfPrice(LotTerms terms, Price price) =>
        Marks.OfPrice(LockPolicyCodec.Newest, terms, price);

    private static Price Price(long fen) =>
        new(PriceKind.Amount, fen, Math.Abs(fen) <= Words.MostFen ? Words.Print(fen) : "", []);
}
