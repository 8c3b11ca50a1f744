namespace Trading.Opening.Tests;

public class TermsTests
{
    private static readonly SessionTerms Terms = World.One.Terms;

    [Fact]
    public void Every_field_of_the_terms_changes_their_hash()
    {
        var hash = Opening.Publications.Terms.Hash(TestLock.Suite, Terms);
        SessionTerms[] others =
        [
            Terms with
            {
                TenderCode = "x",
            },
            Terms with
            {
                Title = "x",
            },
            Terms with
            {
                Drill = false,
            },
            Terms with
            {
                RulePack = RulePacks.ProcurementGoods,
            },
            Terms with
            {
                Lots = [Terms.Lots[0] with { Lot = "x" }],
            },
            Terms with
            {
                Lots = [Terms.Lots[0] with { Title = "x" }],
            },
            Terms with
            {
                Lots = [Terms.Lots[0] with { PriceKind = PriceKind.Rate }],
            },
            Terms with
            {
                Lots = [Terms.Lots[0] with { Ceiling = 1 }],
            },
            Terms with
            {
                Roles = [.. Terms.Roles.Reverse()],
            },
            Terms with
            {
                Roles = [Terms.Roles[0] with { Name = "x" }, .. Terms.Roles.Skip(1)],
            },
            .. PackChanges().Select(pack => Terms with { RulePack = pack }),
        ];
        var timed = World.Timed.Terms;
        var timedHash = Opening.Publications.Terms.Hash(TestLock.Suite, timed);
        SessionTerms[] otherTimes =
        [
            timed with
            {
                PeriodSeconds = timed.PeriodSeconds + 1,
            },
            timed with
            {
                RulePack = timed.RulePack with { LeastPeriodSeconds = 1 },
            },
            timed with
            {
                RulePack = timed.RulePack with { UsualPeriodSeconds = 1 },
            },
            timed with
            {
                RulePack = timed.RulePack with { MostPeriodSeconds = 1 },
            },
        ];
        Assert.All(
            otherTimes,
            other => Assert.NotEqual(timedHash, Opening.Publications.Terms.Hash(TestLock.Suite, other))
        );
        Assert.All(others, other => Assert.NotEqual(hash, Opening.Publications.Terms.Hash(TestLock.Suite, other)));
        Assert.Equal(hash, Opening.Publications.Terms.Hash(TestLock.Suite, Terms with { }));
    }

    [Fact]
    public void Each_pack_is_found_by_id_and_version_and_is_valid_in_terms()
    {
        foreach (var pack in RulePacks.All)
        {
            Assert.Same(pack, RulePacks.Find(pack.Id, pack.Version));
            var terms = Terms with { RulePack = pack, PeriodSeconds = pack.UsualPeriodSeconds };
            Assert.Null(Opening.Publications.Terms.Check(terms));
            Assert.Null(Opening.Publications.Terms.Check(terms with { Drill = false }));
        }
        Assert.Null(RulePacks.Find("construction-national", 3));
        Assert.Equal(RulePacks.All.Count, RulePacks.All.Select(p => (p.Id, p.Version)).Distinct().Count());
    }

    [Fact]
    public void The_newest_of_each_pack_knows_a_period_and_differs_in_nothing_else()
    {
        Assert.Null(RulePacks.Newest("x"));
        foreach (var id in RulePacks.All.Select(p => p.Id).Distinct())
        {
            var (first, newest) = (RulePacks.Find(id, 1)!, RulePacks.Newest(id)!);
            Assert.Equal((false, true), (first.HasPeriod(), newest.HasPeriod()));
            Assert.Equal(
                first with
                {
                    Version = 2,
                },
                newest with
                {
                    LeastPeriodSeconds = 0,
                    UsualPeriodSeconds = 0,
                    MostPeriodSeconds = 0,
                }
            );
            Assert.InRange(newest.UsualPeriodSeconds, newest.LeastPeriodSeconds, newest.MostPeriodSeconds);
        }
    }

    [Fact]
    public void Fewer_than_three_bids_are_opened_in_no_pack() =>
        Assert.All(RulePacks.All, pack => Assert.Equal(3, pack.MinimumSubmitted));

    [Theory]
    [InlineData("session", "0123456789abcdef0123456789abcdef", true)]
    [InlineData("session", "0123456789ABCDEF0123456789abcdef", false)]
    [InlineData("session", "0123456789abcdef0123456789abcde", false)]
    [InlineData("session", null, false)]
    [InlineData("lot", "a", true)]
    [InlineData("lot", "lot-1-of-16-char", true)]
    [InlineData("lot", "lot-1-of-17-chars", false)]
    [InlineData("lot", "", false)]
    [InlineData("lot", "标", false)]
    [InlineData("lot", "a.b", false)]
    public void Names_have_one_form(string kind, string? name, bool valid) =>
        Assert.Equal(valid, kind == "lot" ? Names.IsLot(name) : Names.IsSession(name));

    private static IEnumerable<RulePack> PackChanges()
    {
        var pack = Terms.RulePack;
        return
        [
            pack with
            {
                Id = "x",
            },
            pack with
            {
                Version = 2,
            },
            pack with
            {
                MinimumSubmitted = 2,
            },
            pack with
            {
                MinimumSubmittedRule = "x",
            },
            pack with
            {
                FewOpened = FewOpened.Fail,
            },
            pack with
            {
                Protest = ProtestKind.Question,
            },
            pack with
            {
                ProtestRule = "x",
            },
            pack with
            {
                SilenceAccepts = true,
            },
            pack with
            {
                LateRule = "x",
            },
            pack with
            {
                RecordRule = "x",
            },
        ];
    }
}
