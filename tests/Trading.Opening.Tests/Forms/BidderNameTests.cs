namespace Trading.Opening.Tests;

/// <summary>Who a form says that it is, against whom its certificate names; and when a certificate is judged.</summary>
public sealed class BidderNameTests
{
    private const string Code = "91450300MA5K123401";
    private const string OtherCode = "91330100799655058B";

    [Theory]
    [InlineData("甲建设集团有限公司", "甲建设集团有限公司")]
    [InlineData(" 甲建设（广西）有限公司　", "甲建设(广西)有限公司")]
    [InlineData("甲建设 （广西） 有限公司", "甲建设（广西）有限公司")]
    [InlineData("ＡＣＭＥ　 Co", "ACME Co")]
    public void Differences_of_width_and_space_are_no_other_name(string written, string certified) =>
        Assert.Equal(BidderName.Fold(certified), BidderName.Fold(written));

    [Theory]
    [InlineData("甲公司", "乙公司")]
    [InlineData("甲公司", "甲 公司")]
    [InlineData("ACME Co", "Acme Co")]
    [InlineData("甲〔广西〕公司", "甲(广西)公司")]
    public void Any_other_letter_is_another_name(string written, string certified) =>
        Assert.NotEqual(BidderName.Fold(certified), BidderName.Fold(written));

    [Theory]
    [InlineData("91330100799655058B", true)] // published by its holder
    [InlineData("91450300MA5K123401", true)]
    [InlineData("91330100799655058C", false)]
    [InlineData("91330100799655085B", false)]
    [InlineData("9133010079965505OB", false)]
    [InlineData("91330100799655058b", false)]
    [InlineData("9133010079965505", false)]
    [InlineData("", false)]
    public void A_code_has_the_check_character_of_its_standard(string code, bool isValid) =>
        Assert.Equal(isValid, CreditCode.IsValid(code));

    [Theory]
    [InlineData("", "", false)]
    [InlineData("", Code, false)]
    [InlineData(Code, "", false)]
    [InlineData(Code, Code, false)]
    [InlineData(Code, OtherCode, true)]
    [InlineData("91330100799655058C", "", true)]
    public void A_code_differs_from_anothers_and_from_none(string written, string certified, bool differs) =>
        Assert.Equal(differs, BidderName.CodeDiffers(written, certified));

    [Fact]
    public void A_bid_under_another_name_than_its_certificates_is_marked_and_both_are_told()
    {
        var story = Opened(
            (bidder, world) => bidder.Form(world, "a", name: "乙公司"),
            World.NewPerson("甲公司", code: Code)
        );
        var bid = story.Lot<Lot.Opened>().Bids[2];
        Assert.Equal([Mark.NameDiffers], bid.Marks);
        var snapshot = Snapshot.ToJson(story.State, 0);
        Assert.Contains(
            "\"certificateName\":\"甲公司\",\"certificateCode\":\"" + Code + "\"",
            System.Text.RegularExpressions.Regex.Unescape(snapshot),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_bid_with_another_code_than_its_certificates_is_marked()
    {
        var person = World.NewPerson("甲公司", code: Code);
        Assert.Equal(
            [Mark.CodeDiffers],
            Opened((b, w) => b.Form(w, "a", code: OtherCode), person).Lot<Lot.Opened>().Bids[2].Marks
        );
        Assert.Empty(Opened((b, w) => b.Form(w, "a", code: Code), person).Lot<Lot.Opened>().Bids[2].Marks);
        Assert.Equal(
            [Mark.NameDiffers, Mark.CodeDiffers],
            Opened((b, w) => b.Form(w, "a", name: "乙", code: OtherCode), person).Lot<Lot.Opened>().Bids[2].Marks
        );
    }

    [Fact]
    public void Sessions_of_version_1_have_neither_mark()
    {
        var world = new World(World.One.Terms with { Publisher = null });
        Assert.Equal(1, world.Policies[0].Version);
        var bidder = new Bidder(World.NewPerson("甲公司"), 9);
        var form = bidder.Form(world, "a", name: "乙公司") with { Version = 1 };
        var marks = Marks.Of(
            world.Terms.Lots[0],
            world.Policies[0],
            world.LockOf("a").Certificate.LockId,
            [new MarkedContent(bidder.Key.PublicPoint, form.ToBytes(), Bidder.Arrived)],
            world.Authorities,
            World.Close
        );
        Assert.Empty(marks[0]);
    }

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(2, 1, true)]
    [InlineData(1, 0, true)]
    public void A_certificate_is_judged_at_the_arrival_of_its_bid_and_under_version_1_at_the_opening(
        byte version,
        long microsAfterItsEnd,
        bool isMarked
    )
    {
        var world = version == 1 ? new World(World.One.Terms with { Publisher = null }) : World.One;
        var bidder = new Bidder(
            World.NewPerson(
                "甲公司",
                until: DateTimeOffset.UnixEpoch.AddTicks((World.Close - 300 * World.Second) * 10)
            ),
            9
        );
        var form = bidder.Form(world, "a") with { Version = version };
        var arrival = World.Close - 300 * World.Second + microsAfterItsEnd;
        var marks = Marks.Of(
            world.Terms.Lots[0],
            world.Policies[0],
            world.LockOf("a").Certificate.LockId,
            [new MarkedContent(bidder.Key.PublicPoint, form.ToBytes(), arrival)],
            world.Authorities,
            World.Close + World.Second
        );
        Assert.Equal(isMarked ? [Mark.OwnerUnproved] : [], marks[0]);
    }

    [Fact]
    public void A_subject_gives_its_organisation_before_its_common_name_and_its_code()
    {
        var builder = new System.Security.Cryptography.X509Certificates.X500DistinguishedNameBuilder();
        builder.AddCommonName("张三");
        builder.AddOrganizationName("甲公司");
        builder.Add("2.5.4.5", Code);
        var subject = CertificateSubject.Of(builder.Build().RawData);
        Assert.Equal(["甲公司", "张三"], subject.Names);
        Assert.Equal((Code, "甲公司 / 张三"), (subject.Code, subject.Name));
        Assert.True(BidderName.IsNamed("张三", subject));
    }

    [Fact]
    public void A_subject_that_cannot_be_read_names_nobody()
    {
        foreach (var broken in new byte[][] { [], [0x30, 0x80], [0x30, 2, 0x31, 0x01] })
        {
            var subject = CertificateSubject.Of(broken);
            Assert.Empty(subject.Names);
            Assert.Equal("", subject.Code);
        }
    }

    private static Story Opened(Func<Bidder, World, OpeningForm> form, Person person)
    {
        var world = World.One;
        var bidder = new Bidder(person, 9);
        return Story.Given([
            world.Prepare,
            .. world.ToPartials("a"),
            world.OpenAll("a", [.. world.Results("a")[..2], bidder.Opened(form(bidder, world).ToBytes())]),
        ]);
    }
}
