using Trading.Browser.Tests.Rooms;
using Trading.Evaluation.Requests;
using Trading.Flow.Tests;
using Trading.LoadTests;
using Trading.Rooms.Papers;
using Trading.Rooms.Rooms;
using Trading.Rooms.Starts;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;
using Committee = Trading.Browser.Tests.Rooms.Committee;

namespace Trading.Browser.Tests;

/// <summary>
/// An evaluation of works whose technical part is scored masked (暗标). The host names the leader, a seat scores by
/// labels, the supervisor notes what it sees, a bidder answers with nothing but its kit, and the host signs the report.
/// One seat is a window; the other four act over the same calls without one.
/// </summary>
[Collection(Desks.Name)]
public sealed class MaskedRoomTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const string Plan = "施工组织设计";
    private const string Record = "企业业绩";
    private static readonly RoomWish Wish = new(
        "construction-national",
        DrawRules.ConstructionNational,
        $$"""
        {"format":"trading-score/1","pack":"construction-national","method":"average-benchmark","priceKind":"amount",
         "parameters":{"K":"19/20","ceilingShare":"1/2","dropFrom":5,"dropEach":1,"deductAbove":1,"deductBelow":"1/2"},
         "ceilingFen":90000000,
         "criteria":[{"id":"投标报价","kind":"price","weightPermille":600},
          {"id":"{{Plan}}","kind":"subjective","weightPermille":300,"maxHundredths":10000,"stepHundredths":50,
           "reasonBelowHundredths":6000},
          {"id":"{{Record}}","kind":"objective","weightPermille":100,"maxHundredths":10000,"stepHundredths":1000}],
         "masked":{"criteria":["{{Plan}}"],"sections":[1]},
         "bids":[]}
        """,
        [
            ("桂林市第一建筑有限公司", "850,000.00"),
            ("南宁市建筑安装有限公司", "820,000.00"),
            ("柳州市政工程集团有限公司", "835,000.00"),
        ],
        []
    )
    {
        // The first says who wrote it, the second can be read by nobody.
        Documents = [TwoPages.Of("Write to bid@first-builders.cn"), "二号的技术标"u8.ToArray()],
    };
    private readonly List<Window> windows = [];
    private readonly List<SeatClient> others = [];
    private Committee committee = null!;
    private Window host = null!;
    private Window supervisor = null!;
    private Window leader = null!;

    public async Task InitializeAsync()
    {
        committee = await Committee.GatherAsync("masked", Wish);
        await committee.StartAsync(
            Wish,
            ("q1", ItemStage.Qualification, "具有招标文件要求的资质"),
            ("c1", ItemStage.Compliance, "投标文件经投标单位盖章和单位负责人签字")
        );
        foreach (var seat in new[] { 2, 3, 4, 5 })
            others.Add(new SeatClient(committee.Platform.Url, committee.Room, seat));
        host = await OpenAsync("clerk");
        await host.EnterAsAsync(committee.Platform.Crew.KeyPath("host"), "clerk-turn");
        supervisor = await OpenAsync("supervise");
        await supervisor.EnterAsAsync(committee.Platform.Crew.KeyPath("supervisor"), "watch-progress");
        leader = await OpenAsync("seat");
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
    public Task Bids_are_scored_by_labels_and_the_report_bears_the_hosts_signature() =>
        committee.Platform.TellAsync(
            output,
            async () =>
            {
                await SitAsync();
                await NameAsync();
                await MaskedAsync();
                await ReviewAsync();
                await AnswerByKitAsync();
                await ScoreAsync();
                await ReportAsync();
                await SealAsync();
                foreach (var window in windows)
                    window.AssertNoTroubles();
            }
        );

    private async Task<Window> OpenAsync(string page)
    {
        var window = await chrome.OpenAsync(committee.Platform.Url, Look.Desktop);
        window.Page.Context.SetDefaultTimeout(120_000); // beside other stories
        windows.Add(window);
        await window.GoAsync($"/rooms/{committee.Room}/{page}");
        return window;
    }

    private Task EachAsync(Func<SeatClient, Task> does) => Task.WhenAll(others.Select(does));

    private async Task SitAsync()
    {
        using var anyone = committee.Platform.Client();
        List<string> numbers = [await OneNumberAsync()];
        foreach (var seat in others)
            numbers.Add(await Cli.RoomCalls.SeatKeyAsync(anyone, committee.Room, seat.PublicPoint, default));
        await Expect(host["room-name"]).ToContainTextAsync("还没有成员入席");
        await Task.Delay(1_500); // the gate looks once a second
        using var door = await committee.Offices.EnterAsync();
        for (var n = 1; n <= numbers.Count; n++)
            await committee.CertifyAsync(door, n, numbers[n - 1]);
        await leader.AtAsync("Pledging");
        await EachAsync(seat => seat.SignInAsync(default));
    }

    // Two tabs of one browser are one seat: a number that one of them makes anew is that of the other, too.
    private async Task<string> OneNumberAsync()
    {
        var first = await leader.NumberAsync(committee.Room);
        var beside = await leader.BesideAsync();
        await beside.GoAsync($"/rooms/{committee.Room}/seat");
        var old = await leader["seat-number"].InnerTextAsync();
        await Expect(beside["seat-number"]).ToHaveTextAsync(old, new() { Timeout = 60_000 });
        await beside["seat-number-again"].ClickAsync();
        await Expect(leader["seat-number"]).Not.ToHaveTextAsync(old, new() { Timeout = 60_000 });
        var number = await leader["seat-number"].InnerTextAsync();
        await Expect(beside["seat-number"]).ToHaveTextAsync(number, new() { Timeout = 60_000 });
        Assert.NotEqual(first, number.Replace(" ", "", StringComparison.Ordinal));
        beside.AssertNoTroubles();
        await beside.Page.CloseAsync();
        return number.Replace(" ", "", StringComparison.Ordinal);
    }

    // Whom the tenderer names leads, and nobody votes.
    private async Task NameAsync()
    {
        await host["act-name"].ClickAsync();
        await Expect(host["act-name-check-yes"]).ToBeDisabledAsync();
        await host["name-seat"].SelectOptionAsync("1");
        await host.LookAtAsync("room-clerk-name");
        await host["act-name-check-yes"].ClickAsync();
        await Expect(host["room-name"]).ToHaveCountAsync(0, People.SlowCount);
        await Expect(leader["is-leader"]).ToBeVisibleAsync(People.Slow);
        await EachAsync(seat => seat.ActAsync(RoomActKind.Pledge, default));
        await leader.PledgeAsync();
    }

    private async Task MaskedAsync()
    {
        await Expect(leader["masked-desk"]).ToHaveAttributeAsync("data-ready", "true", People.SlowAttribute);
        await Expect(leader["masked-found"]).ToHaveAttributeAsync("data-n", "2");
        foreach (var (name, _) in Wish.Bids)
            await Expect(leader["masked-desk"]).Not.ToContainTextAsync(name);
        await leader.LookAtAsync("seat-masked");
        await Expect(host["room-identity"]).Not.ToHaveAttributeAsync("data-n", "0", People.SlowAttribute);
        await host.LookAtAsync("room-clerk-masked");
        await NoteAsync();
        await leader.ScoreAsync("80", "78.5", "76");
        await leader["sheet-check"].ClickAsync();
        await SpeakTwiceAsync(leader, "check-sheet", "签署并提交评分表", "Sign and hand in the score sheet");
        await leader.LookAtAsync("seat-masked-check");
        await leader.SignAsync("check-sheet");
        await Expect(leader["masked-in"]).ToBeVisibleAsync(People.Slow);
        await leader.LookAtAsync("seat-masked-in");
        var labels = await others[0].LabelsAsync(default);
        await EachAsync(seat => seat.ScoreAsync([.. labels.Select(id => Scored(id, Plan, 7_500))], default));
    }

    // What is open speaks the language of the moment.
    private static async Task SpeakTwiceAsync(Window window, string check, string chinese, string english)
    {
        await Expect(window[check].Locator("h3")).ToHaveTextAsync(chinese);
        await window["language-en"].ClickAsync();
        await Expect(window[check].Locator("h3")).ToHaveTextAsync(english);
        await window["language-zh"].ClickAsync();
        await Expect(window[check].Locator("h3")).ToHaveTextAsync(chinese);
    }

    // A note is the supervisor's own: what is invisible in it is seen, and it can be taken away.
    private async Task NoteAsync()
    {
        await supervisor["mark-note"].FillAsync("标签 A 的文件 \u202e有邮箱\u200b");
        await supervisor["mark-add"].ClickAsync();
        await Expect(supervisor["mark"]).ToContainTextAsync("U+202E有邮箱U+200B");
        await supervisor.LookAtAsync("room-supervise-masked");
        await supervisor["mark-remove"].ClickAsync();
        await Expect(supervisor["mark"]).ToHaveCountAsync(0, People.SlowCount);
    }

    // What one tab hands in the other one knows: nobody is asked twice.
    private async Task ReviewBesideAsync()
    {
        var beside = await leader.BesideAsync();
        await beside.GoAsync($"/rooms/{committee.Room}/seat");
        await beside.AtAsync("Qualifying");
        await beside["review-rest"].ClickAsync();
        await beside["review-check"].ClickAsync();
        await Expect(beside["check-review"]).ToBeVisibleAsync(People.Slow);
        // The draft of one tab is that of the other: everything is marked there, too.
        await Expect(leader["review-rest"]).ToHaveCountAsync(0, People.SlowCount);
        await leader["review-check"].ClickAsync();
        await leader.SignAsync("check-review");
        await Expect(beside["check-review"]).ToHaveCountAsync(0, People.SlowCount);
        await Expect(beside["task"]).ToContainTextAsync("还有 2 份", People.SlowText);
        beside.AssertNoTroubles();
        await beside.Page.CloseAsync();
    }

    private async Task ReviewAsync()
    {
        await leader.AtAsync("Qualifying");
        await ReviewBesideAsync();
        foreach (var stage in new[] { ItemStage.Qualification, ItemStage.Compliance })
        {
            await leader.AtAsync(stage == ItemStage.Qualification ? "Qualifying" : "Complying");
            List<ReviewMark> passed = [.. committee.Start.ItemsOf(stage).Select(i => new ReviewMark(i.Id, true, ""))];
            await EachAsync(async seat =>
            {
                foreach (var bid in committee.Start.Bids)
                    await seat.ReviewAsync(stage, bid.Id, passed, default);
            });
            await leader.ReviewAsync(committee.Start.Bids.Count - (stage == ItemStage.Qualification ? 1 : 0));
        }
    }

    private async Task AnswerByKitAsync()
    {
        await leader.AtAsync("Explaining");
        var asked = committee.Start.Bids[0];
        await leader["ask"].ClickAsync();
        await leader["ask-bid"].SelectOptionAsync(asked.Id);
        await leader["ask-text"].FillAsync("请说明主要施工机械的来源");
        await leader["ask-check"].ClickAsync();
        await leader.SignAsync("check-ask");

        var bidder = await OpenAsync("own");
        var kit = bidder["own-kit"].GetByTestId("kit-file");
        await kit.SetInputFilesAsync(committee.Platform.Crew.TrustPath);
        await Expect(bidder["own-kit"].GetByTestId("error")).ToBeVisibleAsync(People.Slow);
        await bidder.LookAtAsync("room-own-kit-refused");
        await kit.SetInputFilesAsync(committee.Bidders[asked.Name].Kit("own"));
        await Expect(bidder["own-by-kit"]).ToContainTextAsync(asked.Name, People.SlowText);
        await bidder["answer-text"].FillAsync("自有设备，清单见附件。");
        await bidder.LookAtAsync("room-own-kit");
        await bidder["act-answer"].ClickAsync();
        await bidder["act-answer-check-yes"].ClickAsync();
        await Expect(bidder["own-answer"]).ToContainTextAsync("自有设备", People.SlowText);
        await Expect(leader["question"]).ToHaveAttributeAsync("data-state", "Answered", People.SlowAttribute);
        await leader["close-questions"].ClickAsync();
        await leader.SignAsync("check-close");
    }

    private async Task ScoreAsync()
    {
        await leader.AtAsync("Scoring");
        var bids = committee.Start.Bids;
        await EachAsync(seat => seat.ScoreAsync([.. bids.Select(bid => Scored(bid.Id, Record, 5_000))], default));
        await leader.ScoreAsync("50", "50", "50");
        await leader.HandInAsync(isLast: true);
        await leader.AtAsync("Summing");
    }

    private async Task ReportAsync()
    {
        await host["act-draft"].ClickAsync(new() { Timeout = 60_000 });
        await host["act-draft-check-yes"].ClickAsync();
        await leader.AtAsync("Reporting");
        var said = await others[0].HearAsync(0, default);
        var hash = said.OfType<ReportDrafted>().Last().Hash;
        await EachAsync(seat => seat.ActAsync(RoomActKind.Agree, default, subject: hash));
        await leader["agree"].ClickAsync(new() { Timeout = 60_000 });
        await leader.SignAsync("check-agree");
        await Expect(leader["result"]).ToHaveCountAsync(3, People.SlowCount);
    }

    // The report is opened, said to be read, looked at once more and signed.
    private async Task SealAsync()
    {
        await Expect(host["room-seal"]).ToBeVisibleAsync(People.Slow);
        await Expect(host["seal-read"]).ToBeDisabledAsync();
        await Expect(host["seal-file"]).ToBeVisibleAsync(People.Slow);
        await host.LookAtAsync("room-clerk-seal");
        var report = await host.Page.RunAndWaitForDownloadAsync(() => host["seal-file"].ClickAsync());
        await using (var file = await report.CreateReadStreamAsync())
        {
            var hash = Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(file));
            Assert.Equal(hash, (await host["seal-hash"].InnerTextAsync()).Replace(" ", "", StringComparison.Ordinal));
        }
        await host["seal-read"].CheckAsync();
        await host["seal-sign"].ClickAsync();
        await Expect(host["seal-check"]).ToBeFocusedAsync();
        await host.LookAtAsync("room-clerk-seal-check");
        await host["seal-check-yes"].ClickAsync();
        await Expect(host["room-sealed"]).ToBeVisibleAsync(People.Slow);
        await host.LookAtAsync("room-clerk-sealed");
    }

    private static SheetBid Scored(string bid, string criterion, long hundredths) =>
        new(bid, [new SheetScore(criterion, hundredths, "")]);
}
