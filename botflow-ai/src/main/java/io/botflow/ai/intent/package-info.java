/**
 * What customers want: intents learnt from a few examples, in the process, without a language
 * model. Give {@link io.botflow.ai.intent.TrainedIntents} to a bot, or train a model ahead with
 * {@link io.botflow.ai.intent.IntentTrainer}.
 */
@NullMarked
package io.botflow.ai.intent;

import org.jspecify.annotations.NullMarked;
