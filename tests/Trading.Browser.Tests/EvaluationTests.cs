using System.Globalization;
using Microsoft.Playwright;
using Trading.Browser.Tests.Rooms;
using Trading.Evaluation.Requests;
using Trading.Flow.Tests;
using Xunit.Abstractions;
using static Microsoft.Playwright.Assertions;

namespace Trading.Browser.Tests;

/// <summary>
/// A whole evaluation of goods in seven windows, by clicks and keys, from sitting down to the signed report: five
/// seats, the host's clerk and the supervisor; beside them the gate's desk, a bidder and anybody. On the way come the
/// bad days: a leader is not found at once, a window crashes, two tabs write, the server is killed, a member is
/// replaced, mistakes are corrected and the result is reviewed again.
/// </summary>
[Collection(Desks.Name)]
public sealed class EvaluationTests(Chrome chrome, ITestOutputHelper output) : IAsyncLifetime
{
    private const int Seats = 5;
    private static readonly RoomWish Wish = new(
        "procurement-goods",
        DrawRules.ProcurementGoods,
        """
        {"format":"trading-score/1","pack":"procurement-goods","method":"lowest-price-benchmark",
         "ceilingFen":90000000,
         "criteria":[{"id":"价格","kind":"price","weightPermille":300},
          {"id":"技术方案","kind":"subjective","weightPermille":500,"maxHundredths":10000,"stepHundredths":50,
           "reasonBelowHundredths":5000},
          {"id":"售后服务","kind":"objective","weightPermille":200,"maxHundredths":2000,"stepHundredths":100}],
         "bids":[]}
        """,
        [
            ("桂林漓江设备有限公司", "812,000.00"),
            ("南宁邕江仪器有限公司", "836,500.00"),
            ("柳州柳江科技股份有限公司", "858,800.00"),
        ],
        [Planted.Elsewhere[0]]
    );
    private Committee committee = null!;
    private readonly List<Window> windows = [];
    private Window host = null!;
    private Window supervisor = null!;
    private Window anybody = null!;
    private Window[] seats = [];

    public async Task InitializeAsync()
    {
        committee = await Committee.GatherAsync("evaluation", Wish);
        host = await OpenAsync();
        supervisor = await OpenAsync();
        anybody = await OpenAsync();
        seats = await Task.WhenAll(Enumerable.Range(0, Seats).Select(_ => OpenAsync()));
    }

    public async Task DisposeAsync()
    {
        foreach (var window in windows)
            await window.DisposeAsync();
        await committee.DisposeAsync();
    }

    [Fact]
    public Task Seven_windows_go_from_sitting_down_to_the_signed_report_through_three_bad_days() =>
        committee.Platform.TellAsync(
            output,
            async () =>
            {
                await BeginAsync();
                await SitAsync();
                await LeadAsync();
                await QualifyAsync();
                await ReviewAsync();
                await ExplainAsync();
                await ScoreAsync();
                await ReplaceAsync();
                await KillAsync();
                await CountAsync();
                await CorrectAsync();
                await SignAsync();
                await EndAsync();
                foreach (var window in windows)
                    window.AssertNoTroubles();
            }
        );

    private async Task<Window> OpenAsync(Uri? site = null)
    {
        var window = await chrome.OpenAsync(site ?? committee.Platform.Url, Look.Desktop);
        window.Page.Context.SetDefaultTimeout(120_000); // ten pages beside other stories
        lock (windows)
            windows.Add(window);
        return window;
    }

    // The host's page makes the start of the platform's own opening and draw, reads it itself, and signs.
    private async Task BeginAsync()
    {
        await anybody.GoAsync("/rooms");
        await Expect(anybody["rooms-empty"]).ToBeVisibleAsync(People.Slow);
        await anybody.LookAtAsync("rooms-empty");
        await host.GoAsync($"/rooms/start?session={committee.Hall.Id}");
        await host["start-step-person"].WaitForAsync();
        await host.UnlockAsync(committee.Platform.Crew.KeyPath("host"));
        await Expect(host["start-draw"].Locator("option")).ToHaveCountAsync(2, People.SlowCount);
        await host["start-check"].ClickAsync();
        await Expect(host["start-faults"]).ToBeVisibleAsync();
        await host.LookAtAsync("room-start");
        var ends = DateTime.UtcNow.AddHours(8).AddHours(3);
        await host["start-ends"].FillAsync(ends.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture));
        // Of each review two items are enough.
        foreach (var item in new[] { 2, 3, 4, 7, 8, 9, 10 })
            await host[$"start-take-{item}"].UncheckAsync();
        await Until.TrueAsync(
            "the platform makes a start",
            committee.Platform.Patience(30),
            async () =>
            {
                await host["start-check"].ClickAsync();
                await Expect(host["start-confirm"].Or(host["start-refused"])).ToBeVisibleAsync(People.Slow);
                return await host["start-confirm"].IsVisibleAsync();
            }
        );
        await Expect(host["start-same"]).ToBeVisibleAsync(People.Slow);
        await host.LookAtAsync("room-start-check");
        await host["start-confirm-yes"].ClickAsync();
        await Expect(host["room-clerk"]).ToBeVisibleAsync(People.Slow);
        await committee.BegunAsync(new Uri(host.Page.Url).Segments[^2].TrimEnd('/'));
        await host.LookAtAsync("room-clerk-seating");
        await supervisor.GoAsync($"/rooms/{committee.Room}/supervise");
        await Expect(supervisor["watch-person"]).ToBeVisibleAsync(People.Slow);
        await supervisor.LookAtAsync("room-supervise-who");
        await supervisor.EnterAsAsync(committee.Platform.Crew.KeyPath("supervisor"), "watch-progress");
        await anybody.GoAsync($"/rooms/{committee.Room}");
        await Expect(anybody["room"]).ToBeVisibleAsync(People.Slow);
        await anybody.LookAtAsync("room-seating");
    }

    private async Task SitAsync()
    {
        await seats[0].GoAsync($"/rooms/{committee.Room}/seat");
        await Expect(seats[0]["make-number"]).ToBeVisibleAsync(People.Slow);
        await seats[0].LookAtAsync("seat-empty");
        await seats.SitAsync(committee);
        await seats.AtAsync("Pledging");
        await seats[0].LookAtAsync("seat-pledge");
        await Task.WhenAll(seats.Select(seat => seat.PledgeAsync()));
    }

    // Two and two votes: the tied ones are voted on once more.
    private async Task LeadAsync()
    {
        await seats.AtAsync("Electing");
        await seats[0].LookAtAsync("seat-ballot");
        await Expect(seats[0][$"ballot-{Seats}"]).ToBeDisabledAsync(); // the buyer's representative leads nowhere
        int[] votes = [1, 1, 2, 2, 3];
        await Task.WhenAll(seats.Select((seat, i) => seat.VoteForAsync(votes[i])));
        await seats.AskedAsync("ballotAgain");
        await Expect(seats[0]["ballot-3"]).ToHaveCountAsync(0);
        await seats[0].LookAtAsync("seat-ballot-again");
        await Task.WhenAll(seats.Select(seat => seat.VoteForAsync(1)));
        await Expect(seats[0]["is-leader"]).ToBeVisibleAsync(People.Slow);
    }

    private async Task QualifyAsync()
    {
        await seats.AtAsync("Qualifying");
        await seats[1].LookAtAsync("seat-qualifying");
        await host.AtAsync("Qualifying", "room-clerk");
        await Expect(host["qualify"]).ToBeVisibleAsync(People.Slow);
        await host.LookAtAsync("room-clerk-qualify");
        var asked = "";
        foreach (var _ in Wish.Bids)
        {
            await Expect(host["qualify"]).Not.ToHaveAttributeAsync("data-bid", asked, People.SlowAttribute);
            asked = (await host["qualify"].GetAttributeAsync("data-bid"))!;
            foreach (var item in new[] { "q1", "q2" })
                await host[$"passes-{item}"].CheckAsync();
            await host["act-qualify"].ClickAsync();
            await host["act-qualify-check-yes"].ClickAsync();
        }
    }

    private async Task ReviewAsync()
    {
        await seats.AtAsync("Complying");
        // What fails without a reason is not signed.
        await seats[1]["mark-c1-fail"].CheckAsync();
        await seats[1]["review-rest"].ClickAsync();
        await seats[1]["review-check"].ClickAsync();
        await Expect(seats[1]["review-unmarked"]).ToBeVisibleAsync();
        await Expect(seats[1]["pdf"]).ToHaveAttributeAsync("data-pages", "2", People.SlowAttribute);
        await seats[1].LookAtAsync("seat-review-refused");
        await seats[1]["reason-c1"].FillAsync("第 2 页没有签字，见第 2 页");
        await seats[1]["review-check"].ClickAsync();
        await Expect(seats[1]["check-review"]).ToBeVisibleAsync();
        await seats[1].LookAtAsync("seat-review-check");
        await seats[1].SignAsync("check-review");
        await seats[0]["beside"].ClickAsync();
        await Expect(seats[0]["pdf"]).ToHaveCountAsync(2, People.SlowCount);
        await Expect(seats[0]["pdf"].Nth(1)).ToHaveAttributeAsync("data-pages", "2", People.SlowAttribute);
        await seats[0].LookAtAsync("seat-documents-beside");
        await seats[0]["beside"].ClickAsync();
        await Task.WhenAll(seats.Select((seat, i) => seat.ReviewAsync(i == 1 ? 2 : 3)));
    }

    // A question is filtered, asked, answered by the bidder on its own page, and closed.
    private async Task ExplainAsync()
    {
        await seats.AtAsync("Explaining");
        var leader = seats[0];
        var asked = committee.Start.Bids[0];
        await leader["ask"].ClickAsync();
        await leader["ask-bid"].SelectOptionAsync(asked.Id);
        await leader["ask-text"].FillAsync($"请与{committee.Start.Bids[1].Name}比较交货期");
        await leader["ask-check"].ClickAsync();
        await Expect(leader["ask-wrong"]).ToContainTextAsync(committee.Start.Bids[1].Name);
        await leader.LookAtAsync("seat-ask-refused");
        await leader["ask-text"].FillAsync("请说明第 1 页所列设备的交货期");
        await leader["ask-check"].ClickAsync();
        await leader.SignAsync("check-ask");

        var bidder = await OpenAsync();
        await bidder.GoAsync($"/rooms/{committee.Room}/own");
        await Expect(bidder["own-person"]).ToBeVisibleAsync(People.Slow);
        await bidder.UnlockAsync(committee.Bidders[asked.Name].KeyPath);
        await Expect(bidder["own-question"]).ToHaveAttributeAsync("data-state", "Open", People.SlowAttribute);
        await bidder["answer-text"].FillAsync("合同签订后三十日内交货并完成安装。");
        await bidder.LookAtAsync("room-own-question");
        await bidder["act-answer"].ClickAsync();
        await Expect(bidder["act-answer-check"]).ToBeVisibleAsync();
        await bidder.LookAtAsync("room-own-answer-check");
        await bidder["act-answer-check-yes"].ClickAsync();
        await Expect(bidder["own-answer"]).ToContainTextAsync("三十日", People.SlowText);
        await Expect(leader["question"]).ToHaveAttributeAsync("data-state", "Answered", People.SlowAttribute);
        await leader.LookAtAsync("seat-explain");
        await leader["close-questions"].ClickAsync();
        await leader.SignAsync("check-close");
    }

    // What cannot stand is refused where it is written; a window crashes and comes back to its draft; two tabs of one
    // seat, both without a line, write different things and are told.
    private async Task ScoreAsync()
    {
        await seats.AtAsync("Scoring");
        var seat = seats[0];
        await seat["sheet-score-0"].FillAsync("120");
        await Expect(seat["sheet-wrong-0"]).ToBeVisibleAsync();
        await seat["sheet-score-1"].FillAsync("15.50");
        await Expect(seat["sheet-wrong-1"]).ToBeVisibleAsync();
        await seat["sheet-check"].ClickAsync();
        await Expect(seat["check-sheet"]).ToHaveCountAsync(0);
        await Expect(seat["sheet-score-0"]).ToBeFocusedAsync();
        await seat.LookAtAsync("seat-sheet-wrong");
        await seat["sheet-score-0"].FillAsync("45.5");
        await seat["sheet-score-1"].FillAsync("15");
        await Expect(seat["sheet-left"]).ToContainTextAsync("1");
        await seat["sheet-check"].ClickAsync();
        await Expect(seat["sheet-reason-0"]).ToBeFocusedAsync();
        await seat["sheet-reason-0"].FillAsync("方案不完整，见第 2 页");
        await Expect(seat["page-link"]).ToBeVisibleAsync();
        await seat["page-link"].ClickAsync();
        await Expect(seat["pdf"]).ToHaveAttributeAsync("data-page", "2", People.SlowAttribute);
        await Expect(seat["draft-state"]).ToHaveAttributeAsync("data-state", "saved", People.SlowAttribute);
        await seat.LookAtAsync("seat-sheet");

        // The window is gone; another page of the same browser goes on where it stopped.
        await seat.Page.CloseAsync();
        var again = await seat.BesideAsync();
        windows.Add(again);
        await again.GoAsync($"/rooms/{committee.Room}/seat");
        await Expect(again["sheet-score-0"]).ToHaveValueAsync("45.5", new() { Timeout = 60_000 });
        await Expect(again["sheet-reason-0"]).ToHaveValueAsync("方案不完整，见第 2 页");
        seats[0] = again;
        var second = await again.BesideAsync();
        await second.GoAsync($"/rooms/{committee.Room}/seat");
        await Expect(second["sheet-score-1"]).ToHaveValueAsync("15", new() { Timeout = 60_000 });
        await again.SetOfflineAsync(true);
        await again["sheet-score-1"].FillAsync("16");
        await second["sheet-score-1"].FillAsync("17");
        await Expect(second["draft-state"]).ToHaveAttributeAsync("data-state", "local", People.SlowAttribute);
        await second.LookAtAsync("seat-sheet-offline");
        await again.SetOfflineAsync(false);
        var told = second;
        await Until.TrueAsync(
            "one of both tabs is told",
            committee.Platform.Patience(30),
            async () =>
            {
                told = await again["clashes"].IsVisibleAsync() ? again : second;
                return await told["clashes"].IsVisibleAsync();
            }
        );
        await told.LookAtAsync("seat-sheet-two-tabs");
        await told["clashes"].GetByRole(AriaRole.Button).ClickAsync();
        await Expect(told["clashes"]).ToHaveCountAsync(0);
        await second.Page.CloseAsync();

        await again.ScoreAsync("80", "16", "78.5", "15", "76", "14");
        await again.LookAtAsync("seat-sheet-matrix");
        await again.HandInAsync();
        await again.LookAtAsync("seat-sheet-submitted");
        await seats[1].ScoreAsync("82", "16", "77", "15", "75.5", "14");
        await seats[1].HandInAsync();
        await Expect(anybody["room-sheets"]).ToHaveAttributeAsync("data-n", "2", People.SlowAttribute);
        await anybody.LookAtAsync("room-scoring");
    }

    // The clerk has a member leave; whoever comes instead shows a new number at the gate's desk, and does what is
    // missing. Nothing of the others is lost.
    private async Task ReplaceAsync()
    {
        const int Gone = 3;
        await seats[Gone - 1].ScoreAsync("81", "16");
        await host["act-unseat"].ClickAsync();
        await host["unseat-seat"].SelectOptionAsync($"{Gone}");
        await host["act-unseat-text"].FillAsync("突发疾病，不能继续评审");
        await host.LookAtAsync("room-clerk-unseat");
        await host["act-unseat-check-yes"].ClickAsync();
        await Expect(seats[Gone - 1]["seat-gone"]).ToBeVisibleAsync(People.Slow);
        await seats[Gone - 1].LookAtAsync("seat-gone");
        await Expect(seats[0]["seat-3"]).ToHaveAttributeAsync("data-taken", "false", People.SlowAttribute);
        await seats[0].LookAtAsync("seat-others-wait");
        await Expect(supervisor["watch-gone"]).ToBeVisibleAsync(People.Slow);

        var instead = await OpenAsync();
        var number = await instead.NumberAsync(committee.Room);
        await instead.LookAtAsync("seat-number");
        await (await OpenAsync(committee.Offices.Gate)).CertifyAtTheDeskAsync(committee, Gone, number);
        await instead.PledgeAsync();
        await instead.AtAsync("Complying");
        await instead.ReviewAsync(3);
        await instead.AtAsync("Explaining"); // whoever came may want to ask, too
        await seats[0]["close-questions"].ClickAsync(new() { Timeout = 60_000 });
        await seats[0].SignAsync("check-close");
        await instead.AtAsync("Scoring");
        seats[Gone - 1] = instead;
    }

    // Four sheets are in and one is missing: the stage stays. The server ends by force, and everybody goes on.
    private async Task KillAsync()
    {
        await seats[2].ScoreAsync("79", "16", "80", "15", "74", "14");
        await seats[2].HandInAsync();
        await seats[3].ScoreAsync("40", "16", "78", "15", "75", "14");
        await seats[3]["matrix-0-0"].FocusAsync();
        await seats[3]["matrix-reason"].FillAsync("与招标要求差距较大");
        await seats[3].HandInAsync();
        await Expect(host["desk-sheets"]).ToContainTextAsync("4", People.SlowText);
        await host.AtAsync("Scoring", "room-clerk");
        await host.LookAtAsync("room-clerk-scoring");
        await supervisor.LookAtAsync("room-supervise-scoring");
        await seats[4].ScoreAsync("77", "12", "79", "15");
        await committee.Platform.KillAsync("server");
        await Expect(seats[4]["inner"]).ToHaveAttributeAsync("data-link", "lost", People.SlowAttribute);
        await seats[4]["matrix-0-2"].FillAsync("73.5");
        await seats[4].LookAtAsync("seat-server-gone");
        await committee.Platform.StartServerAsync();
        await Expect(seats[4]["inner"]).ToHaveAttributeAsync("data-link", "live", People.SlowAttribute);
        await seats[4]["matrix-1-2"].FillAsync("14");
        await Expect(seats[4]["draft-state"]).ToHaveAttributeAsync("data-state", "saved", People.SlowAttribute);
        await seats[4].HandInAsync(isLast: true);
    }

    private async Task CountAsync()
    {
        await seats.AtAsync("Summing");
        // Of an objective item all scores are the same: nothing is counted until the committee has corrected it.
        await Expect(seats[0]["blocked"]).ToBeVisibleAsync(People.Slow);
        await Expect(seats[0]["blocked"]).ToContainTextAsync("5 号席位");
        await seats[0].LookAtAsync("seat-sum-blocked");
        await Expect(host["count-blocked"]).ToBeVisibleAsync(People.Slow);
        await host.LookAtAsync("room-clerk-blocked");
        await seats.RaiseAsync(
            "Objective",
            w => ScoreOfAsync(w, committee.Start.Bids[0].Id, 5, "售后服务", "16"),
            "证书齐全，应得 16 分"
        );
        await Expect(seats[0]["change"]).ToHaveCountAsync(1, People.SlowCount);
        await Expect(seats[0]["counted"]).ToBeVisibleAsync(People.Slow);
        await Expect(seats[0]["root-holds"]).ToHaveClassAsync(Good, new() { Timeout = 30_000 });
        await seats[0].LookAtAsync("seat-sum");
        await Expect(host["act-draft"]).ToBeVisibleAsync(People.Slow);
        await Expect(supervisor["room-warnings"]).Not.ToHaveAttributeAsync("data-n", "0", People.SlowAttribute);
        await DraftAsync();
        await seats.AtAsync("Reporting");
        await Expect(seats[0]["report-same"]).ToBeVisibleAsync(People.Slow);
        await seats[0].LookAtAsync("seat-report");
        await host.LookAtAsync("room-clerk-draft");
        await seats[0]["agree"].ClickAsync();
        await seats[0].SignAsync("check-agree");
    }

    // The supervisor has it reviewed again: two more lawful corrections are adopted, one without its ground is refused.
    private async Task CorrectAsync()
    {
        await supervisor["act-again"].ClickAsync();
        await supervisor["again-Abnormal"].CheckAsync();
        await supervisor["act-again-text"].FillAsync("第 1 份投标的技术方案评分畸低");
        await supervisor.LookAtAsync("room-supervise-again");
        await supervisor["act-again-check-yes"].ClickAsync();
        await seats.AtAsync("Summing");
        var bids = committee.Start.Bids;
        await RefusedAsync(bids[1].Id);
        await seats.RaiseAsync("Abnormal", w => ScoreOfAsync(w, bids[0].Id, 4, "技术方案", "70"), "畸低，经复核更正");
        await Expect(seats[0]["change"]).ToHaveCountAsync(2, People.SlowCount);
        await seats.RaiseAsync(
            "Sum",
            async w =>
            {
                await w["motion-bid"].SelectOptionAsync(bids[2].Id);
                await w["motion-seat"].SelectOptionAsync("1");
                await w.Page.Locator("#motion-before").FillAsync("80");
                await w["motion-after"].FillAsync("90");
            },
            "合计抄写错误"
        );
        await Expect(seats[0]["change"]).ToHaveCountAsync(3, People.SlowCount);
        await Expect(seats[0]["counted"]).ToBeVisibleAsync(People.Slow);
        await seats[0].LookAtAsync("seat-corrected");
        await supervisor.LookAtAsync("room-supervise-corrected");
        await anybody.LookAtAsync("room-again");
        await DraftAsync();
    }

    private static async Task ScoreOfAsync(Window leader, string bid, int seat, string criterion, string after)
    {
        await leader["motion-bid"].SelectOptionAsync(bid);
        await leader["motion-seat"].SelectOptionAsync($"{seat}");
        await leader["motion-criterion"].SelectOptionAsync(criterion);
        await leader["motion-after"].FillAsync(after);
    }

    // A score within its bounds is no mistake of range (A8): the platform says so, and nothing is voted on.
    private async Task RefusedAsync(string bid)
    {
        var leader = seats[0];
        await leader["raise"].ClickAsync();
        await leader["motion-kind"].SelectOptionAsync("Range");
        await ScoreOfAsync(leader, bid, 2, "技术方案", "90");
        await leader["motion-text"].FillAsync("超出范围");
        await leader.LookAtAsync("seat-raise");
        await leader["raise-check"].ClickAsync();
        await leader["check-raise-yes"].ClickAsync();
        await Expect(leader["error"]).ToBeVisibleAsync(People.Slow);
        await leader.LookAtAsync("seat-raise-refused");
        await leader["check-raise-back"].ClickAsync();
        await leader["raise-form"].GetByRole(AriaRole.Button).Last.ClickAsync();
    }

    private async Task DraftAsync()
    {
        await host["act-draft"].ClickAsync(new() { Timeout = 60_000 });
        await host["act-draft-check-yes"].ClickAsync();
        await Expect(host["draft-signed"]).ToBeVisibleAsync(People.Slow);
    }

    private async Task SignAsync()
    {
        await seats.AtAsync("Reporting");
        await seats[4]["dissent-open"].ClickAsync();
        await seats[4]["dissent-reason"].FillAsync("第 3 份投标的技术方案评分偏高");
        await seats[4].LookAtAsync("seat-dissent");
        await seats[4]["dissent"].ClickAsync();
        await seats[4].SignAsync("check-dissent");
        foreach (var seat in seats.Take(4))
        {
            await seat["agree"].ClickAsync(new() { Timeout = 60_000 });
            await seat.SignAsync("check-agree");
        }
    }

    private async Task EndAsync()
    {
        foreach (var seat in seats)
            await Expect(seat["result"]).ToHaveCountAsync(3, People.SlowCount);
        await seats[0].LookAtAsync("seat-end");
        await Expect(anybody["room-candidate"]).ToHaveCountAsync(3, People.SlowCount);
        await anybody.LookAtAsync("room-concluded");
        await host.LookAtAsync("room-clerk-concluded");
        await supervisor.LookAtAsync("room-supervise-concluded");
        var bidder = windows.Single(w => w.Page.Url.EndsWith("/own", StringComparison.Ordinal));
        // Bids stand in the order of their ticks, which chance made: who won is read where everybody reads it.
        var ranked = (await anybody["room-candidate"].AllInnerTextsAsync()).ToList();
        var own = 1 + ranked.FindIndex(one => one.Contains(committee.Start.Bids[0].Name, StringComparison.Ordinal));
        await Expect(bidder["own-rank"]).ToHaveTextAsync($"{own}", new() { Timeout = 60_000 });
        await bidder.LookAtAsync("room-own-result");
        await anybody.GoAsync("/rooms");
        await Expect(anybody["rooms-over"]).ToBeVisibleAsync(People.Slow);
        await anybody.LookAtAsync("rooms");
    }

    private static System.Text.RegularExpressions.Regex Good => new("good");
}
