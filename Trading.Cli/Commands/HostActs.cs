using System.CommandLine;

namespace Trading.Cli;

/// <summary>What the host's side declares: answers, the conclusion, and with the supervisor the late freeze.</summary>
internal static class HostActs
{
    public static Command Answer()
    {
        var (server, session, key) = (
            CommonOptions.Server(),
            CommonOptions.Session(),
            CommonOptions.Key("the host, the tenderer or the agent")
        );
        var objection = new Option<string>("--objection")
        {
            Description = "The objection's id, 64 hexadecimal digits",
            HelpName = "ID",
            Required = true,
        };
        var text = new Option<string>("--text")
        {
            Description = "The answer (1 to 2,000 letters)",
            HelpName = "TEXT",
            Required = true,
        };
        return new Verb("answer", "Answers an objection or a question on the spot.")
        {
            Examples =
            [
                "trading answer --session 5f…c2 --objection 9a…07 --key host.key --text 已核对，与投标文件一致",
            ],
        }
            .With(server, session, objection, key, text)
            .Does(
                async (request, cancel) =>
                {
                    using var person = PersonKey.Load(request.Need(key));
                    using var api = new ApiClient(request.Need(server), person);
                    var follower = new SessionFollower(api, request.Need(session));
                    await follower.PullAsync(cancel);
                    await ActSigner.SendAsync(
                        api,
                        follower.Id,
                        MakeAnswer(follower, request.Need(objection), request.Need(text)),
                        person,
                        cancel
                    );
                    request.Out.WriteLine("answer: logged");
                }
            );
    }

    public static Command Conclude()
    {
        var (server, session, key) = (CommonOptions.Server(), CommonOptions.Session(), CommonOptions.Key("the host"));
        return new Verb(
            "conclude",
            "Closes the session: every lot is opened or failed, no objection is open, and the published period for "
                + "objections and confirmations is over or every bid is confirmed (status tells). The record is then "
                + "signed with sign-record."
        )
        {
            Examples = ["trading conclude --session 5f…c2 --key host.key"],
        }
            .With(server, session, key)
            .Does(
                async (request, cancel) =>
                {
                    using var person = PersonKey.Load(request.Need(key));
                    using var api = new ApiClient(request.Need(server), person);
                    await ActSigner.SendAsync(
                        api,
                        request.Need(session),
                        Act.Conclude(request.Need(session), ActSigner.Nonce()),
                        person,
                        cancel
                    );
                    request.Out.WriteLine("conclude: logged; the record waits for your signature: trading sign-record");
                }
            );
    }

    public static Command LateFreeze()
    {
        var (server, session, lot, key) = (
            CommonOptions.Server(),
            CommonOptions.Session(),
            CommonOptions.Lot(),
            CommonOptions.Key("the host or the supervisor")
        );
        return new Verb(
            "late-freeze",
            "Orders that trustees cosign a frozen lot that none of them saw in time. Host and supervisor sign "
                + "one order each."
        )
        {
            Examples =
            [
                "trading late-freeze --session 5f…c2 --lot 1 --key host.key",
                "trading late-freeze --session 5f…c2 --lot 1 --key supervisor.key",
            ],
        }
            .With(server, session, lot, key)
            .Does(
                async (request, cancel) =>
                {
                    using var person = PersonKey.Load(request.Need(key));
                    using var api = new ApiClient(request.Need(server), person);
                    var follower = new SessionFollower(api, request.Need(session));
                    await follower.PullAsync(cancel);
                    var root = FrozenRoot(follower, request.Need(lot));
                    await ActSigner.SendAsync(
                        api,
                        follower.Id,
                        Act.LateFreeze(follower.Id, request.Need(lot), root, ActSigner.Nonce()),
                        person,
                        cancel
                    );
                    request.Out.WriteLine($"late-freeze: logged for root {Convert.ToHexStringLower(root)}");
                }
            );
    }

    private static byte[] FrozenRoot(SessionFollower follower, string lot) =>
        follower.State is Session.Running running && running.Lots.GetValueOrDefault(lot) is { } found
            ? found switch
            {
                Lot.Closed l => l.Freeze.Root,
                _ => throw CommandException.Refused(
                    $"Lot {lot} is not frozen.",
                    "spec:freeze",
                    $"trading status --session {follower.Id}"
                ),
            }
            : throw CommandException.Refused(
                $"There is no running session with a lot {lot}.",
                "spec:procedure",
                $"trading status --session {follower.Id}"
            );

    private static byte[] MakeAnswer(SessionFollower follower, string objection, string text)
    {
        var objections = follower.State is Session.Running running ? running.Objections : [];
        var found =
            objections.Find(o => o.Id == objection)
            ?? throw CommandException.Refused(
                "There is no such objection in this session.",
                "",
                $"trading status --session {follower.Id}"
            );
        try
        {
            return Act.Answer(follower.Id, found.Lot, found.Id, text, ActSigner.Nonce());
        }
        catch (ArgumentException)
        {
            throw CommandException.Usage($"The text has 1 to {Act.MostTextLetters} letters.");
        }
    }
}
