using Microsoft.Playwright;
using Trading.Browser.Tests.Rooms;
using Trading.Evaluation.Requests;
using Trading.Flow.Tests;
using Trading.LoadTests;
using Trading.Rooms.Papers;
using Trading.Rooms.Starts;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// An evaluation of works in which much goes wrong: the committee judges qualification itself, a low price is explained
/// by its bidder, a bid is rejected by vote, too few are left and the committee decides to go on, time is short, one
/// question is left in silence, and the room is stopped, resumed and in the end abandoned. Two seats are windows; the
/// other three act over the same calls without one.
/// </summary>
[Collection(Desks.Name)]
public sealed class WorksRoomTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Plain = "桂林市第一建筑有限公司";
    private const string Rejected = "南宁市建筑安装有限公司";
    private const string Low = "柳州市政工程集团有限公司";
    private static readonly RoomWish Wish = new(
        "construction-national",
        DrawRules.ConstructionNational,
        """
        {"format":"trading-score/1","pack":"construction-national","method":"average-benchmark","priceKind":"amount",
         "parameters":{"K":"19/20","ceilingShare":"1/2","dropFrom":5,"dropEach":1,"deductAbove":1,"deductBelow":"1/2"},
         "ceilingFen":90000000,
         "criteria":[{"id":"投标报价","kind":"price","weightPermille":600},
          {"id":"施工组织设计","kind":"subjective","weightPermille":300,"maxHundredths":10000,"stepHundredths":50,
           "reasonBelowHundredths":6000},
          {"id":"企业业绩","kind":"objective","weightPermille":100,"maxHundredths":10000,"stepHundredths":1000}],
         "bids":[]}
        """,
        [(Plain, "850,000.00"), (Rejected, "820,000.00"), (Low, "300,000.00")],
        []
    );
    private readonly List<Window> windows = [];
    private readonly List<SeatClient> others = [];
    private Committee committee = null!;
    private Window host = null!;
    private Window supervisor = null!;
    private Window anybody = null!;
    private Window leader = null!;
    private Window second = null!;
    private Window rejected = null!;

    public async Task InitializeAsync()
    {
        committee = await Committee.GatherAsync("works", Wish);
        await committee.StartAsync(
            Wish,
            ("q1", ItemStage.Qualification, "具有招标文件要求的资质"),
            ("c1", ItemStage.Compliance, "投标文件经投标单位盖章和单位负责人签字")
        );
        foreach (var seat in new[] { 3, 4, 5 })
            others.Add(new SeatClient(committee.Platform.Url, committee.Room, seat));
        host = await OpenAsync("clerk", "host");
        supervisor = await OpenAsync("supervise", "supervisor");
        anybody = await OpenAsync("");
        leader = await OpenAsync("seat");
        second = await OpenAsync("seat");
    }

    public async Task DisposeAsync()
    {
        foreach (var window in windows)
            await window.DisposeAsync();
        foreach (var seat in others)
            seat.Dispose();
        await committee.DisposeAsync();
    }

    [Fact]
    public Task Works_lose_a_bid_by_vote_go_on_with_two_and_end_without_a_result() =>
        committee.Platform.TellAsync(
            output,
            async () =>
            {
                await SitAsync();
                await JudgeAsync();
                await LowPriceAsync();
                await RejectAsync();
                await GoOnAsync();
                await SilenceAsync();
                await ShortAsync();
                await StopAsync();
                foreach (var window in windows)
                    window.AssertNoTroubles();
            }
        );

    private async Task<Window> OpenAsync(string page, string? person = null)
    {
        var window = await chrome.OpenAsync(committee.Platform.Url, Look.Desktop);
        window.Page.Context.SetDefaultTimeout(120_000); // beside other stories
        windows.Add(window);
        await window.GoAsync($"/rooms/{committee.Room}/{page}".TrimEnd('/'));
        if (person is not null)
            await window.EnterAsAsync(
                committee.Platform.Crew.KeyPath(person),
                person == "host" ? "clerk-turn" : "watch-progress"
            );
        return window;
    }

    private Task EachAsync(Func<SeatClient, Task> does) => Task.WhenAll(others.Select(does));

    private async Task SitAsync()
    {
        Window[] seats = [leader, second];
        using var anyone = committee.Platform.Client();
        List<string> numbers = [];
        foreach (var seat in seats)
            numbers.Add(await seat.NumberAsync(committee.Room));
        foreach (var seat in others)
            numbers.Add(await Cli.RoomCalls.SeatKeyAsync(anyone, committee.Room, seat.PublicPoint, default));
        await Task.Delay(1_500); // the gate looks once a second
        using var door = await committee.Offices.EnterAsync();
        for (var n = 1; n <= numbers.Count; n++)
            await committee.CertifyAsync(door, n, numbers[n - 1]);
        await seats.AtAsync("Pledging");
        await EachAsync(seat => seat.SignInAsync(default));
        await second.Page.GetByRole(AriaRole.Button, new() { Name = "申请回避" }).ClickAsync();
        await second["avoid-reason"].FillAsync("三年内曾在其中一家任职");
        await second["avoid"].ClickAsync();
        await Expect(second["check-avoid"]).ToBeVisibleAsync();
        await second.LookAtAsync("seat-avoid");
        await second["check-avoid-back"].ClickAsync();
        await EachAsync(seat => seat.ActAsync(RoomActKind.Pledge, default));
        await Task.WhenAll(seats.Select(seat => seat.PledgeAsync()));
        await seats.AtAsync("Electing");
        await EachAsync(seat => seat.ActAsync(RoomActKind.Ballot, default, of: 1));
        await Task.WhenAll(seats.Select(seat => seat.VoteForAsync(1)));
    }

    // In works the committee judges qualification, too.
    private async Task JudgeAsync()
    {
        Window[] seats = [leader, second];
        await seats.AtAsync("Qualifying");
        await Expect(leader["pdf"]).ToHaveAttributeAsync("data-pages", "2", People.SlowAttribute);
        await leader.LookAtAsync("seat-qualify-works");
        await host.LookAtAsync("room-clerk-qualifying-works");
        foreach (var stage in new[] { ItemStage.Qualification, ItemStage.Compliance })
        {
            await seats.AtAsync(stage == ItemStage.Qualification ? "Qualifying" : "Complying");
            List<ReviewMark> passed = [.. committee.Start.ItemsOf(stage).Select(i => new ReviewMark(i.Id, true, ""))];
            await EachAsync(async seat =>
            {
                foreach (var bid in committee.Start.Bids)
                    await seat.ReviewAsync(stage, bid.Id, passed, default);
            });
            await Task.WhenAll(seats.Select(seat => seat.ReviewAsync(committee.Start.Bids.Count)));
        }
        await seats.AtAsync("Explaining");
    }

    private string BidOf(string name) => committee.Start.Bids.Single(bid => bid.Name == name).Id;

    // What looks too low for works is asked about by whoever leads: the bidder explains, the committee votes.
    private async Task LowPriceAsync()
    {
        await AskAsync(Low, "LowPrice", "报价明显低于其他报价，请说明成本构成并提供证明材料");
        var bidder = await OwnAsync(Low);
        await Expect(bidder["own-question"]).ToHaveAttributeAsync("data-kind", "LowPrice", People.SlowAttribute);
        await bidder["answer-text"].FillAsync("自有设备和材料库存，成本构成见附表。");
        await bidder.LookAtAsync("room-own-low-price");
        await bidder["act-answer"].ClickAsync();
        await bidder["act-answer-check-yes"].ClickAsync();
        await Expect(leader["question"].First).ToHaveAttributeAsync("data-state", "Answered", People.SlowAttribute);
        await RaiseAsync("Accept", Low, "说明合理，有证明材料");
        await Expect(leader["question"].First).ToHaveAttributeAsync("data-state", "Accepted", People.SlowAttribute);
        await leader.LookAtAsync("seat-accepted");
    }

    private async Task RejectAsync()
    {
        await RaiseAsync("Reject", Rejected, "与另一家的施工组织设计异常一致", "collusion", "seat-vote");
        await Expect(leader["rejected"]).ToBeVisibleAsync(People.Slow);
        await leader["rejected"].Locator("summary").ClickAsync();
        await leader["motions-past"].Locator("summary").ClickAsync();
        await leader.LookAtAsync("seat-rejected");
        await Expect(host["room-rejections"]).ToHaveAttributeAsync("data-n", "1", People.SlowAttribute);
        await Expect(host["room-rejections"]).ToContainTextAsync("实施条例");
        // Evaluation is confidential: the bidder hears of it when the room is over.
        rejected = await OwnAsync(Rejected);
        await Expect(rejected["own-rejected"]).ToHaveCountAsync(0);
    }

    // Two are left: the committee itself says whether there is competition.
    private async Task GoOnAsync()
    {
        await leader["close-questions"].ClickAsync();
        await leader["check-close-yes"].ClickAsync();
        await Expect(leader["error"]).ToBeVisibleAsync(People.Slow);
        await leader.LookAtAsync("seat-few-refused");
        await leader["check-close-back"].ClickAsync();
        await RaiseAsync("GoOn", "", "两家的报价和方案仍有竞争性", show: "seat-vote-go-on");
        await Expect(supervisor["room-motions"]).ToHaveAttributeAsync("data-n", "3", People.SlowAttribute);
    }

    private async Task SilenceAsync()
    {
        await AskAsync(Plain, "Clarify", "请说明主要施工机械的来源");
        await Expect(leader["close-questions"]).ToBeDisabledAsync();
        await leader.LookAtAsync("seat-question-open");
        await Expect(host["room-questions"]).ToHaveAttributeAsync("data-n", "2", People.SlowAttribute);
        await host.LookAtAsync("room-clerk-questions");
        await supervisor.LookAtAsync("room-supervise-works");
    }

    // More than a third of the seats: the end is moved by an hour, and everybody is told.
    private async Task ShortAsync()
    {
        foreach (var seat in new[] { leader, second })
        {
            await seat["call-short"].ClickAsync();
            if (seat == leader)
                await seat.LookAtAsync("seat-short");
            await seat.SignAsync("check-short");
        }
        await Expect(anybody["room-extended"]).ToBeVisibleAsync(People.Slow);
        await anybody.LookAtAsync("room-extended");
    }

    // Sealed for everybody until the supervisor resumes; in the end it is abandoned.
    private async Task StopAsync()
    {
        await OrderAsync(host, "stop", "接到举报，暂停核查");
        await Expect(leader["desk-stopped"]).ToBeVisibleAsync(People.Slow);
        await leader.LookAtAsync("seat-stopped");
        await anybody.LookAtAsync("room-stopped");
        await Expect(supervisor["act-resume"]).ToBeVisibleAsync(People.Slow);
        await supervisor.LookAtAsync("room-supervise-stopped");
        await OrderAsync(supervisor, "resume", "核查完毕，举报不实");
        await Expect(leader["desk-stopped"]).ToHaveCountAsync(0, People.SlowCount);
        await Expect(leader["question"].First).ToHaveAttributeAsync("data-state", "Open", People.SlowAttribute);
        await OrderAsync(supervisor, "stop", "两名成员与投标人有利害关系");
        await OrderAsync(supervisor, "abandon", "评标委员会的组成不合法，另行组建");
        await Expect(leader["end-card"]).ToBeVisibleAsync(People.Slow);
        await leader.LookAtAsync("seat-failed");
        await Expect(anybody["room-failed"]).ToHaveAttributeAsync("data-cause", "NewCommittee", People.SlowAttribute);
        await anybody.LookAtAsync("room-failed");
        await host.LookAtAsync("room-clerk-failed");
        await Expect(rejected["own-rejected"]).ToContainTextAsync("实施条例", People.SlowText);
        await rejected.LookAtAsync("room-own-rejected");
    }

    private static async Task OrderAsync(Window window, string order, string reason)
    {
        await window[$"act-{order}"].ClickAsync(new() { Timeout = 60_000 });
        await window[$"act-{order}-text"].FillAsync(reason);
        if (order == "abandon")
            await window.LookAtAsync("room-supervise-abandon");
        await window[$"act-{order}-check-yes"].ClickAsync();
        await Expect(window[$"act-{order}-check"]).ToHaveCountAsync(0, People.SlowCount);
    }

    private async Task AskAsync(string bidder, string kind, string text)
    {
        await leader["ask"].ClickAsync();
        await leader["ask-bid"].SelectOptionAsync(BidOf(bidder));
        await leader["ask-kind"].SelectOptionAsync(kind);
        await leader["ask-text"].FillAsync(text);
        await leader["ask-minutes"].FillAsync("30");
        await leader["ask-check"].ClickAsync();
        await leader.SignAsync("check-ask");
    }

    private async Task<Window> OwnAsync(string bidder)
    {
        var window = await OpenAsync("own");
        await window.UnlockAsync(committee.Bidders[bidder].KeyPath);
        return window;
    }

    // The leader raises it; both windows and one of the others vote for it.
    private async Task RaiseAsync(string kind, string bidder, string reason, string ground = "", string? show = null)
    {
        await leader["raise"].ClickAsync();
        await leader["motion-kind"].SelectOptionAsync(kind);
        if (bidder != "")
            await leader["motion-bid"].SelectOptionAsync(BidOf(bidder));
        if (ground != "")
            await leader["motion-ground"].SelectOptionAsync(ground);
        await leader["motion-text"].FillAsync(reason);
        await leader["raise-check"].ClickAsync();
        await leader.SignAsync("check-raise");
        await Expect(second["motion-open"]).ToHaveAttributeAsync("data-kind", kind, People.SlowAttribute);
        var motion = (await second["motion-open"].GetAttributeAsync("data-motion"))!;
        if (show is not null)
            await second.LookAtAsync(show);
        await leader.VoteAsync(isYes: true);
        await second.VoteAsync(isYes: true);
        await others[0].ActAsync(RoomActKind.Vote, default, subject: motion, choice: 1);
        await Expect(leader["motion-open"]).ToHaveCountAsync(0, People.SlowCount);
    }
}
