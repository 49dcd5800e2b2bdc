/* SPDX-License-Identifier: Apache-2.0 */
/* queue.h - things handed from one thread to another, in order. */
#ifndef ENT_BASE_QUEUE_H
#define ENT_BASE_QUEUE_H

#include <stdbool.h>
#include <stdint.h>

enum { ENT_QUEUE_MAX = 32 };

typedef struct ent_queue ent_queue;

/* capacity: how many things may wait, at most ENT_QUEUE_MAX. NULL when out of
 * memory. */
ent_queue *ent_queue_new(uint32_t capacity);
void ent_queue_free(ent_queue *queue); /* NULL is allowed; no thread uses it */

/* Waits until there is space.  false when the queue is closed: the thing stays the
 * caller's. */
bool ent_queue_push(ent_queue *queue, void *thing);

/* Waits for a thing; NULL when the queue is closed and empty. */
void *ent_queue_pop(ent_queue *queue);

/* Waits until everything pushed was popped and reported by ent_queue_done(). */
void ent_queue_wait(ent_queue *queue);
void ent_queue_done(ent_queue *queue);

/* Nothing more will be pushed. */
void ent_queue_close(ent_queue *queue);

#endif
