using System.Net.Http.Headers;
using Trading.Crypto;
using Trading.Server.Tests.World;

namespace Trading.Server.Tests.People;

public sealed class SignInTests : OwnServer
{
    [Fact]
    public async Task A_certificate_of_the_trusted_authority_signs_in_and_nothing_is_stored()
    {
        var before = Snapshot();
        using var bidder = await Server.Client(Server.Authority.Issue("某建筑公司")).SignInAsync();
        await bidder.Get("/api/uploads/" + new string('0', 64)).Refused();
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task A_challenge_is_used_once_lives_a_minute_and_dies_with_the_server()
    {
        var person = Server.Authority.Issue("p");
        var challenge = await ChallengeAsync();
        await CertifyAsync(person, challenge).Ok();
        Assert.Equal(
            (403, "ChallengeSpent", "ask-for-a-new-challenge"),
            await ProblemAsync(CertifyAsync(person, challenge))
        );

        var old = await ChallengeAsync();
        Server.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((403, "ChallengeSpent", "ask-for-a-new-challenge"), await ProblemAsync(CertifyAsync(person, old)));
        // Only who signed right hears of it.
        var stranger = Person.Authority("ca").Issue("stranger");
        Assert.Equal((403, "BadSignature"), await CertifyAsync(stranger, old).Refused());

        var before = await ChallengeAsync();
        await Server.KillAsync();
        await StartAgainAsync();
        Assert.Equal(
            (403, "ChallengeSpent", "ask-for-a-new-challenge"),
            await ProblemAsync(CertifyAsync(person, before))
        );
    }

    [Fact]
    public async Task A_trustee_hears_that_its_challenge_is_over_and_a_forger_does_not()
    {
        var challenge = await ChallengeAsync();
        Server.Clock.Advance(TimeSpan.FromSeconds(61));
        Task<HttpResponseMessage> SignIn(int signer) =>
            Anybody.Post(
                "/api/sign-in/certificate",
                new
                {
                    challenge,
                    trustee = "t1",
                    signature = Server.Trustees[signer].SigningKey.Sign(Tags.SignIn, challenge),
                }
            );
        Assert.Equal((403, "ChallengeSpent", "ask-for-a-new-challenge"), await ProblemAsync(SignIn(0)));
        Assert.Equal((403, "BadSignature"), await SignIn(1).Refused());
    }

    [Fact]
    public async Task A_certificate_that_has_ended_is_told_by_name_and_hour_to_its_holder_alone()
    {
        var (person, other) = (Server.Authority.Issue("甲建设"), Server.Authority.Issue("乙建设"));
        Assert.True(Trading.Streams.Acts.Certificate.TryParse(person.Certificate, out var certificate));
        Server.Clock.Freeze(certificate.Until + 1);
        using var answer = await CertifyAsync(person, await ChallengeAsync());
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(
            (403, "CertificateNotValid", "act-with-kit"),
            (
                (int)answer.StatusCode,
                problem.GetProperty("reason").GetString(),
                problem.GetProperty("nextStep").GetString()
            )
        );
        var until = DateTimeOffset
            .UnixEpoch.AddTicks(certificate.Until * 10)
            .ToOffset(TimeSpan.FromHours(8))
            .ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(
            $"The certificate of 甲建设 ended at {until} Beijing time.",
            problem.GetProperty("detail").GetString()
        );

        var challenge = await ChallengeAsync();
        var forged = new
        {
            challenge,
            certificate = person.Certificate,
            signature = other.Key.Sign(Tags.SignIn, challenge),
        };
        Assert.Equal((403, "BadSignature"), await Anybody.Post("/api/sign-in/certificate", forged).Refused());
        Server.Clock.Freeze(certificate.Until);
        await CertifyAsync(person, await ChallengeAsync()).Ok();
    }

    [Fact]
    public async Task Strangers_and_forgers_are_refused_with_one_and_the_same_answer()
    {
        var (known, stranger) = (Server.Authority.Issue("known"), Person.Authority("ca").Issue("stranger"));
        var answers = new List<string>();
        foreach (
            var (certificate, key, change) in new (byte[], SigningKey, int)[]
            {
                (stranger.Certificate, stranger.Key, 0),
                (Person.Authority("self").Certificate, stranger.Key, 0),
                (known.Certificate, stranger.Key, 0),
                (known.Certificate, known.Key, 1),
                ([1, 2, 3], known.Key, 0),
            }
        )
        {
            var challenge = await ChallengeAsync();
            var signature = key.Sign(Tags.SignIn, challenge);
            challenge[^1] ^= (byte)change;
            using var answer = await Anybody.Post(
                "/api/sign-in/certificate",
                new
                {
                    challenge,
                    certificate,
                    signature,
                }
            );
            Assert.Equal(403, (int)answer.StatusCode);
            answers.Add(
                System
                    .Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync())
                    .RootElement.GetProperty("detail")
                    .GetString()!
            );
        }
        Assert.Single(answers.Distinct());
    }

    [Fact]
    public async Task A_trustee_signs_in_with_its_name_and_only_trustees_reach_the_inbox()
    {
        using var trustee = await Server.Trustees[0].SignInAsync();
        using var inbox = await trustee.GetAsync("/api/trustee/inbox");
        Assert.True(inbox.IsSuccessStatusCode);
        using var bidder = await Server.Client(Server.Authority.Issue("b")).SignInAsync();
        Assert.Equal((403, "NotAllowed"), await bidder.Get("/api/trustee/inbox").Refused());
        Assert.Equal((401, "NotSignedIn"), await Anybody.Get("/api/trustee/inbox").Refused());

        var challenge = await ChallengeAsync();
        var forged = new
        {
            challenge,
            trustee = "t1",
            signature = Server.Trustees[1].SigningKey.Sign(Tags.SignIn, challenge),
        };
        Assert.Equal((403, "BadSignature"), await Anybody.Post("/api/sign-in/certificate", forged).Refused());
    }

    [Fact]
    public async Task A_demo_token_works_once_for_the_person_behind_it_also_over_a_restart()
    {
        var body = new { token = "abcdefghijklmnop0123456789" };
        Assert.Equal("host", (await Anybody.Post("/api/sign-in/token", body).Ok()).GetProperty("name").GetString());
        Assert.Equal(
            (403, "LinkSpent", "use-a-new-link"),
            await ProblemAsync(Anybody.Post("/api/sign-in/token", body))
        );
        Assert.Equal(
            (403, "LinkSpent"),
            await Anybody.Post("/api/sign-in/token", new { token = "../../platform.key......." }).Refused()
        );
        await Server.KillAsync();
        await Server.StartAgainAsync();
        using var again = Server.Client();
        Assert.Equal((403, "LinkSpent"), await again.Post("/api/sign-in/token", body).Refused());
    }

    [Fact]
    public async Task A_ticket_ends_after_eight_hours_and_a_changed_one_is_worth_nothing()
    {
        using var bidder = await Server.Client(Server.Authority.Issue("b")).SignInAsync();
        var path = "/api/uploads/" + new string('0', 64);
        Assert.Equal((404, "NotFound"), await bidder.Get(path).Refused());
        var ticket = bidder.Http.DefaultRequestHeaders.Authorization!.Parameter!;
        bidder.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            ticket[..^3] + (ticket[^3] == 'A' ? "B" : "A") + ticket[^2..]
        );
        Assert.Equal((401, "NotSignedIn"), await bidder.Get(path).Refused());
        bidder.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", ticket);
        Server.Clock.Advance(TimeSpan.FromHours(8) + TimeSpan.FromMinutes(1));
        Assert.Equal((401, "NotSignedIn"), await bidder.Get(path).Refused());
    }

    private static async Task<(int Status, string? Reason, string? Next)> ProblemAsync(
        Task<HttpResponseMessage> pending
    )
    {
        using var answer = await pending;
        var problem = System.Text.Json.JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        return (
            (int)answer.StatusCode,
            problem.GetProperty("reason").GetString(),
            problem.GetProperty("nextStep").GetString()
        );
    }

    private async Task<byte[]> ChallengeAsync() =>
        (await Anybody.Post("/api/sign-in/challenge", new { }).Ok()).GetProperty("challenge").GetBytesFromBase64();

    private Task<HttpResponseMessage> CertifyAsync(Person person, byte[] challenge) =>
        Anybody.Post(
            "/api/sign-in/certificate",
            new
            {
                challenge,
                certificate = person.Certificate,
                signature = person.Key.Sign(Tags.SignIn, challenge),
            }
        );

    private string Snapshot() =>
        string.Join(
            "\n",
            Directory
                .EnumerateFiles(Server.Data, "*", SearchOption.AllDirectories)
                .Order()
                .Select(f => $"{f} {new FileInfo(f).Length}")
        );
}
