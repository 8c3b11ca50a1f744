namespace Trading.Gateway.Notices;

/// <summary>The gateway at work.</summary>
internal sealed class NoticeLoop(OfficeClient platform, NoticeDesk desk, NoticePace pace, ILogger<NoticeLoop> logger)
    : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new OfficeAgent(platform, desk.ServeAsync, line => logger.LogInformation("{Line}", line))
        {
            Pause = pace.BetweenLooks,
        }.RunAsync(stoppingToken);
}
