/**
 * Journeys run real servers, browsers and databases beside each other on two cores: what fails is tried once more, and
 * its first failure is printed, so that it can be mended instead of forgotten.
 */
jest.retryTimes(1, { logErrorsBeforeRetry: true })
