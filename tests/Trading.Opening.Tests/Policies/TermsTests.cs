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
        Assert.All(others, other => Assert.NotEqual(hash, Opening.Publications.Terms.Hash(TestLock.Suite, other)));
        Assert.Equal(hash, Opening.Publications.Terms.Hash(TestLock.Suite, Terms with { }));
    }

    [Fact]
    public void Each_pack_is_found_by_id_and_version_and_is_valid_in_terms()
    {
        foreach (var pack in RulePacks.All)
        {
            Assert.Same(pack, RulePacks.Find(pack.Id, pack.Version));
            Assert.Null(Opening.Publications.Terms.Check(Terms with { RulePack = pack }));
        }
        Assert.Null(RulePacks.Find("construction-national", 2));
        Assert.Equal(RulePacks.All.Count, RulePacks.All.Select(p => p.Id).Distinct().Count());
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
